package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes PDUs byte by byte, without the code that is tested. */
public final class Pdu {
  static final int SUBMIT_SM = 4;
  static final int DELIVER_SM = 5;
  static final int RESPONSE = 0x80000000;

  private final int id;
  private final int status;
  private final int sequence;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Pdu(int id, int status, int sequence) {
    this.id = id;
    this.status = status;
    this.sequence = sequence;
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  Pdu text(@Nullable String text) {
    body.writeBytes((text == null ? "" : text).getBytes(US_ASCII));
    return bytes(0);
  }

  Pdu bytes(int... bytes) {
    for (int each : bytes) {
      body.write(each);
    }
    return this;
  }

  Pdu bytes(byte[] bytes) {
    body.writeBytes(bytes);
    return this;
  }

  public Pdu tlv(int tag, byte... value) {
    bytes(tag >> 8, tag, value.length >> 8, value.length);
    return bytes(value);
  }

  public byte[] pdu() {
    return ByteBuffer.allocate(16 + body.size()).putInt(16 + body.size()).putInt(id).putInt(status).putInt(sequence)
        .put(body.toByteArray()).array();
  }

  static int id(byte[] pdu) {
    return ByteBuffer.wrap(pdu).getInt(4);
  }

  static int status(byte[] pdu) {
    return ByteBuffer.wrap(pdu).getInt(8);
  }

  static int sequence(byte[] pdu) {
    return ByteBuffer.wrap(pdu).getInt(12);
  }

  /** The PDU under another number. */
  static byte[] numbered(byte[] pdu, int sequence) {
    byte[] copy = pdu.clone();
    ByteBuffer.wrap(copy).putInt(12, sequence);
    return copy;
  }

  /** A deliver_sm from +254711000111 to 12345, without what may follow the short message. */
  public static Pdu deliver(int sequence, int esmClass, int coding, byte[] message) {
    return new Pdu(DELIVER_SM, 0, sequence).text("").bytes(1, 1).text("254711000111").bytes(0, 0).text("12345")
        .bytes(esmClass, 0, 0).text("").text("").bytes(0, 0, coding, 0, message.length).bytes(message);
  }
}
