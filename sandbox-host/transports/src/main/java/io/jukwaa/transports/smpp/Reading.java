package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.transports.GsmAlphabet;
import io.jukwaa.transports.smpp.Delivery.BrokenPduException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Map;

/**
 * Reads bytes as text, by {@code data_coding}: SMPP v3.4, 5.2.19, and from 0x10 the groups of 3GPP TS 23.038, 4.
 *
 * @param alphabet of code 0
 */
record Reading(Alphabet alphabet) {
  private static final Map<Integer, String> CHARSETS = Map.of(0x05, "JIS_X0208", 0x06, "ISO-8859-5", 0x07,
      "ISO-8859-8", 0x09, "Shift_JIS", 0x0A, "ISO-2022-JP", 0x0E, "EUC-KR");
  private static final int UNDECODABLE = CommandStatus.ESME_RDELIVERYFAILURE.code();

  /**
   * The text, without control characters but tabs and line breaks.
   *
   * @throws BrokenPduException if the bytes are no text in this coding
   */
  String text(byte[] bytes, int coding) throws BrokenPduException {
    String text = decoded(bytes, coding);
    StringBuilder readable = new StringBuilder(text.length());
    text.codePoints().filter(each -> !isLost(each)).forEach(readable::appendCodePoint);
    return readable.toString();
  }

  private String decoded(byte[] bytes, int coding) throws BrokenPduException {
    String charset = CHARSETS.get(coding);
    if (charset != null) {
      return strict(bytes, charset);
    }
    return switch (coding) {
      case 0x00, 0x0F -> alphabet.decode(bytes); // 0x0F is what USSD calls it, 3GPP TS 23.038, 5
      case 0x01, 0x03 -> new String(bytes, ISO_8859_1); // many who say ASCII mean what goes on where it ends
      case 0x02, 0x04 -> strict(bytes, UTF_8.name()); // bytes of any kind: a text only if they look like one
      case 0x08 -> wide(bytes);
      default -> grouped(bytes, coding);
    };
  }

  private static String grouped(byte[] bytes, int coding) throws BrokenPduException {
    int kind = coding >= 0xF0 || coding < 0xC0 ? coding >> 2 & 0x03 : coding >= 0xE0 ? 2 : 0;
    boolean known = coding >= 0xC0 || (coding >= 0x10 && coding < 0x80 && (coding & 0x20) == 0);
    if (!known || kind == 3) {
      throw new BrokenPduException("data_coding " + coding + " is not known", UNDECODABLE, null);
    }
    return switch (kind) {
      case 1 -> strict(bytes, UTF_8.name());
      case 2 -> wide(bytes);
      default -> GsmAlphabet.decode(bytes);
    };
  }

  private static String wide(byte[] bytes) throws BrokenPduException {
    if (bytes.length % 2 != 0) {
      throw new BrokenPduException("half a character", UNDECODABLE, null);
    }
    return new String(bytes, UTF_16BE); // what is half a pair becomes a mark
  }

  private static String strict(byte[] bytes, String charset) throws BrokenPduException {
    if (!Charset.isSupported(charset)) {
      throw new BrokenPduException("no " + charset + " here", UNDECODABLE, null);
    }
    try {
      return Charset.forName(charset).newDecoder().onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BrokenPduException("no text in " + charset, UNDECODABLE, e);
    }
  }

  /** The text of a receipt, whose words are ASCII in whatever coding it claims. */
  static String receipt(byte[] bytes, int coding) {
    boolean wide = coding == 0x08 && bytes.length % 2 == 0;
    return new String(bytes, wide ? UTF_16BE : ISO_8859_1);
  }

  private static boolean isLost(int codePoint) {
    return Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
  }
}
