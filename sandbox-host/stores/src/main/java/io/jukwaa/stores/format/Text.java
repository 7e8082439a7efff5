package io.jukwaa.stores.format;

/**
 * Makes any Java text fit UTF-8, which has no form for a surrogate without its other half.
 *
 * <p>In JSON such a half is written as its escape and nothing is lost; in other text it becomes U+FFFD.
 */
public final class Text {
  private Text() {}

  /** The text with each lone surrogate replaced by U+FFFD. */
  public static String storable(String text) {
    int lone = loneSurrogate(text, 0);
    return lone < 0 ? text : replaced(text, lone, false);
  }

  /** The same JSON with each lone surrogate escaped. */
  public static String storableJson(String json) {
    int lone = loneSurrogate(json, 0);
    return lone < 0 ? json : replaced(json, lone, true);
  }

  private static String replaced(String text, int first, boolean escaped) {
    StringBuilder fixed = new StringBuilder(text.length() + 16);
    int copied = 0;
    for (int lone = first; lone >= 0; lone = loneSurrogate(text, copied)) {
      fixed.append(text, copied, lone);
      fixed.append(escaped ? String.format("\\u%04x", (int) text.charAt(lone)) : "\ufffd");
      copied = lone + 1;
    }
    return fixed.append(text, copied, text.length()).toString();
  }

  private static int loneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
