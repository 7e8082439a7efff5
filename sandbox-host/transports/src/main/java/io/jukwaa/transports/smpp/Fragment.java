package io.jukwaa.transports.smpp;

import io.jukwaa.transports.smpp.Delivery.BrokenPduException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * What a body is once its header is gone: a text, or one part of one.
 *
 * <p>Headers are those of 3GPP TS 23.040, 9.2.3.24, the {@code sar_} parameters, and what is known to come instead: a
 * 16-bit reference under the identifier of the 8-bit one, a header without its first byte, and a header nothing in the
 * PDU speaks of.
 */
final class Fragment {
  private static final int REFERENCE_8 = 0x00;
  private static final int REFERENCE_16 = 0x08;

  private final int reference;
  private final int total;
  private final int number;
  private final byte[] text;

  /**
   * @param reference the same in all parts of one text
   * @param total of all parts; 1 if there are no others
   * @param number from 1
   */
  private Fragment(int reference, int total, int number, byte[] text) {
    this.reference = reference;
    this.total = total;
    this.number = number;
    this.text = text;
  }

  int reference() {
    return reference;
  }

  int total() {
    return total;
  }

  int number() {
    return number;
  }

  byte[] text() {
    return text.clone();
  }

  boolean isPart() {
    return total > 1;
  }

  /** @throws BrokenPduException if the header cannot be one */
  static Fragment of(Delivery delivery) throws BrokenPduException {
    byte[] body = delivery.body();
    if (delivery.hasHeader()) {
      return headed(body);
    }
    int start = unannounced(body);
    if (start > 0) {
      return part(body, start, start == 7);
    }
    int total = delivery.number(Tag.SAR_TOTAL_SEGMENTS);
    int number = delivery.number(Tag.SAR_SEGMENT_SEQNUM);
    int reference = delivery.number(Tag.SAR_MSG_REF_NUM);
    boolean part = reference >= 0 && fits(total, number);
    return part ? new Fragment(reference, total, number, body) : whole(body, 0);
  }

  private static Fragment headed(byte[] body) throws BrokenPduException {
    if (body.length >= 5 && body[0] == 0 && body[1] == 3 && fits(body[3] & 0xFF, body[4] & 0xFF)) {
      return new Fragment(body[2] & 0xFF, body[3] & 0xFF, body[4] & 0xFF, tail(body, 5)); // its first byte is lost
    }
    int start = unannounced(body);
    if (start > 0) {
      return part(body, start, start == 7);
    }
    int end = body.length == 0 ? 0 : (body[0] & 0xFF) + 1;
    if (end == 0 || end > body.length) {
      throw new BrokenPduException("a header that does not end", CommandStatus.ESME_RINVMSGLEN.code(), null);
    }
    return among(body, end);
  }

  /** Looks for a reference between other things that a header may hold. */
  private static Fragment among(byte[] body, int end) {
    int at = 1;
    while (at + 1 < end) {
      int identifier = body[at] & 0xFF;
      int length = body[at + 1] & 0xFF;
      boolean wide = identifier == REFERENCE_16 && length == 4;
      if ((wide || (identifier == REFERENCE_8 && length == 3)) && at + 2 + length <= end) {
        Fragment found = numbered(body, at + 2, wide, end);
        return found.isPart() ? found : whole(body, end);
      }
      at += 2 + length;
    }
    return whole(body, end);
  }

  /** Where the text begins after a header that holds a reference alone; 0 if the body does not begin with one. */
  private static int unannounced(byte[] body) {
    boolean narrow = starts(body, 5, REFERENCE_8, 3) && fits(body[4] & 0xFF, body[5] & 0xFF);
    boolean wide = (starts(body, 6, REFERENCE_16, 4) || starts(body, 6, REFERENCE_8, 4))
        && fits(body[5] & 0xFF, body[6] & 0xFF);
    return narrow ? 6 : wide ? 7 : 0;
  }

  private static boolean starts(byte[] body, int length, int identifier, int rest) {
    return body.length > length && body[0] == length && body[1] == identifier && body[2] == rest;
  }

  private static Fragment part(byte[] body, int start, boolean wide) {
    return numbered(body, 3, wide, start);
  }

  private static Fragment numbered(byte[] body, int at, boolean wide, int end) {
    int reference = wide ? ByteBuffer.wrap(body).getShort(at) & 0xFFFF : body[at] & 0xFF;
    int after = at + (wide ? 2 : 1);
    int total = body[after] & 0xFF;
    int number = body[after + 1] & 0xFF;
    return fits(total, number) ? new Fragment(reference, total, number, tail(body, end)) : whole(body, end);
  }

  private static Fragment whole(byte[] body, int start) {
    return new Fragment(0, 1, 1, tail(body, start));
  }

  private static boolean fits(int total, int number) {
    return total > 1 && number >= 1 && number <= total;
  }

  private static byte[] tail(byte[] body, int start) {
    return Arrays.copyOfRange(body, start, body.length);
  }
}
