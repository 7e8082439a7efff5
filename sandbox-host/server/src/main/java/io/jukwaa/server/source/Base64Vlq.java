package io.jukwaa.server.source;

import java.util.ArrayList;
import java.util.List;

/** The numbers of a source map: five bits a digit, the lowest first, the first of all the sign (ECMA-426, VLQ). */
final class Base64Vlq {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int BITS = 5;
  private static final int MORE = 1 << BITS;
  private static final int MOST_BITS = 32;

  private Base64Vlq() {}

  /**
   * At least one number.
   *
   * @throws IllegalArgumentException if the text ends within a number, has none, or has another character
   */
  static List<Integer> decode(String text) {
    List<Integer> numbers = new ArrayList<>();
    long number = 0;
    int shift = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0 || shift > MOST_BITS) {
        throw new IllegalArgumentException("no number: " + text);
      }
      number |= (long) (digit & (MORE - 1)) << shift;
      shift += BITS;
      if ((digit & MORE) == 0) {
        numbers.add((int) ((number & 1) == 0 ? number >> 1 : -(number >> 1)));
        number = 0;
        shift = 0;
      }
    }
    if (shift > 0 || numbers.isEmpty()) {
      throw new IllegalArgumentException("no number: " + text);
    }
    return numbers;
  }
}
