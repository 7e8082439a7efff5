package io.jukwaa.transports;

import io.jukwaa.message.InvalidFieldException;
import java.util.Map;
import java.util.regex.Pattern;

/** What text from outside may hold. */
public final class Texts {
  private static final int LONGEST_ADDRESS = 64;
  /** A plus that was not escaped in a form arrives as a blank. */
  private static final Pattern BARE_PLUS = Pattern.compile(" [0-9]+");

  private Texts() {}

  /**
   * The value of a field or setting.
   *
   * @throws InvalidFieldException if there is none
   */
  public static String required(Map<String, String> values, String name) {
    return required(values, name, "a value");
  }

  /** The same with words of one's own for what was expected. */
  public static String required(Map<String, String> values, String name, String expected) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidFieldException(name, null, expected);
    }
    return value;
  }

  /**
   * @param longest in UTF-16 units
   * @return the text itself
   * @throws InvalidFieldException if it is too long or holds control characters other than tab and line breaks, or
   * half a character
   */
  public static String plain(String field, String text, int longest) {
    if (text.length() > longest) {
      throw new InvalidFieldException(field, text.length() + " characters", "at most " + longest);
    }
    int at = firstBad(text);
    if (at >= 0) {
      throw new InvalidFieldException(field, String.format("\\u%04x at position %d", (int) text.charAt(at), at),
          "text without control characters");
    }
    return text;
  }

  /** What {@link #plain} lets pass: blanks for control characters, replacement characters for halves. */
  public static String madePlain(String text) {
    if (firstBad(text) < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      if (isControl(text.charAt(i))) {
        plain.setCharAt(i, ' ');
      } else if (isHalf(text, i)) {
        plain.setCharAt(i, '\ufffd');
      }
    }
    return plain.toString();
  }

  /** Text as {@link #plain} that is not empty and has no blanks: an address or an id. */
  public static String word(String field, String text, int longest) {
    plain(field, text, longest);
    if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
      throw new InvalidFieldException(field, '"' + text + '"', "1 to " + longest + " characters without blanks");
    }
    return text;
  }

  /** A number or code in a form: text as {@link #word} of up to 64 characters, whose plus may have been left bare. */
  public static String address(String field, String text) {
    return word(field, BARE_PLUS.matcher(text).matches() ? '+' + text.substring(1) : text, LONGEST_ADDRESS);
  }

  /**
   * Somebody else's words as one line: blanks for control characters and line breaks, nothing that is half a character.
   *
   * @param longest in UTF-16 units; what is longer is cut and ends in an ellipsis
   */
  public static String line(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(Texts::shown).forEach(line::appendCodePoint);
    String whole = line.toString().strip().replaceAll(" {2,}", " ");
    if (whole.length() <= longest) {
      return whole;
    }
    int end = Character.isHighSurrogate(whole.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return whole.substring(0, end) + '…';
  }

  private static int shown(int c) {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return '\ufffd';
    }
    return Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c;
  }

  private static int firstBad(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c) || isHalf(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isControl(char c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
