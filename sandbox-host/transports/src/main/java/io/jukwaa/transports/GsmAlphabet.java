package io.jukwaa.transports;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The default alphabet of 3GPP TS 23.038, 6.2.1, and its extension table, one character in one byte, as SMPP carries it.
 * A character of the extension is an escape and a second byte.
 */
public final class GsmAlphabet {
  public static final byte ESCAPE = 0x1B;
  /** Septets of a text that leaves in one part; of longer ones each part has 153. */
  public static final int PART = 160;

  /** By their codes; at 0x1B the escape, which stands for no character. */
  private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final Map<Integer, Character> EXTENSION = Map.of(0x0A, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2F,
      '\\', 0x3C, '[', 0x3D, '~', 0x3E, ']', 0x40, '|', 0x65, '€');
  private static final Map<Integer, byte[]> CODES = codes();

  private GsmAlphabet() {}

  /** One byte, or two of an escaped character; none if the alphabet does not have it. */
  public static byte[] encode(int codePoint) {
    return CODES.getOrDefault(codePoint, new byte[0]).clone();
  }

  /** Whether every character of the text is in the alphabet or its extension. */
  public static boolean holds(String text) {
    return text.codePoints().allMatch(CODES::containsKey);
  }

  /** How many septets a text that it {@link #holds} takes. */
  public static int septets(String text) {
    return encode(text).length;
  }

  public static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints().forEach(each -> bytes.writeBytes(encode(each)));
    return bytes.toByteArray();
  }

  /**
   * Any bytes have a meaning: the top bit is passed over, an unknown escaped character stands for itself, as the
   * standard wants it, and an escape at the end is a blank.
   */
  public static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int code = bytes[i] & 0x7F;
      if (code != ESCAPE) {
        text.append(BASIC.charAt(code));
      } else {
        i++;
        text.append(i < bytes.length ? escaped(bytes[i] & 0x7F) : ' ');
      }
    }
    return text.toString();
  }

  private static char escaped(int code) {
    return EXTENSION.getOrDefault(code, code == ESCAPE ? ' ' : BASIC.charAt(code));
  }

  private static Map<Integer, byte[]> codes() {
    Map<Integer, byte[]> codes = new HashMap<>();
    for (int code = 0; code < BASIC.length(); code++) {
      if (code != ESCAPE) {
        codes.put((int) BASIC.charAt(code), new byte[]{(byte) code});
      }
    }
    EXTENSION.forEach((code, character) -> codes.put((int) character, new byte[]{ESCAPE, code.byteValue()}));
    return Map.copyOf(codes);
  }
}
