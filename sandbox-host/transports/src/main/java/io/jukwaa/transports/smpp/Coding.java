package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.jukwaa.transports.GsmAlphabet;
import java.util.Map;

/**
 * How the text of one message is written, and what of it fits into a short message of 140 bytes.
 *
 * @param code {@code data_coding}
 * @param alphabet of code 0
 */
record Coding(byte code, Alphabet alphabet) {
  private static final byte DEFAULT = 0;
  private static final byte UCS2 = 8;
  private static final int BITS = 140 * 8;

  /** What phones and word processors put for a character that everybody reads the same. */
  private static final Map<String, String> LOOK_ALIKES = Map.ofEntries(Map.entry("‘", "'"), Map.entry("’", "'"),
      Map.entry("‚", ","), Map.entry("‛", "'"), Map.entry("“", "\""), Map.entry("”", "\""), Map.entry("„", "\""),
      Map.entry("′", "'"), Map.entry("″", "\""), Map.entry("`", "'"), Map.entry("´", "'"), Map.entry("‐", "-"),
      Map.entry("‑", "-"), Map.entry("‒", "-"), Map.entry("–", "-"), Map.entry("—", "-"), Map.entry("−", "-"),
      Map.entry("…", "..."), Map.entry("•", "*"), Map.entry("\u00a0", " "), Map.entry("\u202f", " "),
      Map.entry("\t", " "), Map.entry("\u200b", ""), Map.entry("\ufeff", ""));

  /** The shorter one: the default alphabet if it holds the text, else UCS-2. */
  static Coding of(String text, Alphabet alphabet) {
    return new Coding(alphabet.holds(text) ? DEFAULT : UCS2, alphabet);
  }

  /** Plain characters for those that look like them and would make the whole text UCS-2. */
  static String plain(String text) {
    String plain = text;
    for (Map.Entry<String, String> each : LOOK_ALIKES.entrySet()) {
      plain = plain.replace(each.getKey(), each.getValue());
    }
    return plain;
  }

  byte[] encode(String text) {
    return code == DEFAULT ? alphabet.encode(text) : text.getBytes(UTF_16BE);
  }

  /** What a character takes: septets of the default alphabet, or units of UCS-2. A character is never cut. */
  int cost(int codePoint) {
    return code == DEFAULT ? GsmAlphabet.encode(codePoint).length : Character.charCount(codePoint);
  }

  /**
   * What a short message holds beside a header: 160 septets or 70 units without one, 153 or 67 with one of 6 bytes.
   *
   * @param header in bytes
   */
  int room(int header) {
    return (BITS - header * 8) / (code == DEFAULT ? 7 : 16);
  }
}
