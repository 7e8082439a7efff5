package io.jukwaa.transports.telegram;

import io.jukwaa.message.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;

/** Cuts what is too long for one message: at the end of a line if there is one, else between words, else anywhere. */
final class Parts {
  /** UTF-16 units. Telegram counts characters, of which there are never more. */
  static final int LONGEST = 4096;
  /** More would keep the other messages of the channel waiting for too long. */
  static final int MOST = 10;

  private Parts() {}

  /**
   * @return at least one part; none is blank or begins or ends with half a character, and what is left out are line
   *     ends and blanks at which the text was cut, and blank parts: Telegram takes none
   * @throws InvalidFieldException if the content is blank, or makes more than {@link #MOST} parts
   */
  static List<String> of(String content) {
    List<String> parts = cut(content);
    if (parts.isEmpty()) {
      throw new InvalidFieldException("content", "blank", "text");
    }
    if (parts.size() > MOST) {
      throw new InvalidFieldException("content", content.length() + " characters",
          "at most " + MOST + " messages of " + LONGEST);
    }
    return parts;
  }

  /** As {@link #of}, but none of what is blank, and any number. */
  static List<String> cut(String content) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < content.length()) {
      int to = end(content, from);
      String part = content.substring(from, to);
      if (!part.isBlank()) {
        parts.add(part);
      }
      boolean betweenWords = to < content.length() && (content.charAt(to) == '\n' || content.charAt(to) == ' ');
      from = betweenWords ? to + 1 : to;
    }
    return parts;
  }

  /** Where the part that begins at {@code from} ends: what is at the end belongs to the next, or is left out. */
  private static int end(String content, int from) {
    int limit = from + LONGEST;
    if (limit >= content.length()) {
      return content.length();
    }
    int line = content.lastIndexOf('\n', limit);
    if (line > from) {
      return line;
    }
    int word = content.lastIndexOf(' ', limit);
    if (word > from) {
      return word;
    }
    return Character.isHighSurrogate(content.charAt(limit - 1)) ? limit - 1 : limit;
  }
}
