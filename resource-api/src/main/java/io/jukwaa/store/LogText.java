package io.jukwaa.store;

/**
 * Makes what an app says fit to be shown to people, line by line, on a terminal or in a page: nothing in it can look
 * like another line, move the cursor, change colours or turn the direction of writing.
 */
public final class LogText {
  private static final String CONTINUED = "\n  ";

  private LogText() {}

  /**
   * The text with every line break turned into a line feed and the line after it indented, and every other control or
   * direction character written as its escape, for example <code>&#92;u001b</code>. Tabs stay.
   */
  public static String safe(String text) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first))) {
      first++;
    }
    return first == text.length() ? text : rewritten(text, first);
  }

  private static String rewritten(String text, int first) {
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char character = text.charAt(i);
      if (isPlain(character)) {
        safe.append(character);
      } else if (!isLineBreak(character)) {
        safe.append(String.format("\\u%04x", (int) character));
      } else if (character != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
        boolean indented = i + 1 < text.length() && (text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\t');
        safe.append(indented ? "\n" : CONTINUED);
      }
    }
    return safe.toString();
  }

  private static boolean isPlain(char character) {
    return character == '\t' || (!Character.isISOControl(character) && !isLineBreak(character) && !turns(character));
  }

  private static boolean isLineBreak(char character) {
    return character == '\n' || character == '\r' || character == '\u0085' || character == '\u2028'
        || character == '\u2029';
  }

  /** Unicode's direction marks, embeddings, overrides and isolates. */
  private static boolean turns(char character) {
    return character == '\u061c' || character == '\u200e' || character == '\u200f'
        || (character >= '\u202a' && character <= '\u202e') || (character >= '\u2066' && character <= '\u2069');
  }
}
