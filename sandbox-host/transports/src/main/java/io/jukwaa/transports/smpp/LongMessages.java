package io.jukwaa.transports.smpp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a text leaves that is too long for one short message. */
enum LongMessages {
  /** Cut by us, with a header of 3GPP TS 23.040, 9.2.3.24.1, in each part. */
  UDH(6),
  /** The same with a reference of 16 bits, 9.2.3.24.8. */
  UDH16(7),
  /** Cut by us, numbered by {@code sar_} parameters, of which the operator makes the header. */
  SAR(6),
  /** Whole, in {@code message_payload}. */
  PAYLOAD(0),
  /** Whole, in {@code short_message} if its 254 bytes do, else in {@code message_payload}. */
  CUT_BY_SMSC(0);

  private final int header;

  LongMessages(int header) {
    this.header = header;
  }

  /** Bytes of each part's header; 0 if we do not cut. */
  int header() {
    return header;
  }

  static LongMessages of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static List<String> words() {
    return Arrays.stream(values()).map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
  }
}
