package io.jukwaa.transports.smpp;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.util.DefaultDecomposer;
import org.jspecify.annotations.Nullable;

/** A deliver_sm that could be read. */
final class Delivery {
  private static final DefaultDecomposer DECOMPOSER = new DefaultDecomposer();
  private static final Pattern ADDRESS = Pattern.compile("[!-~]{1,20}");
  private static final int TYPE = 0x3C;

  private final DeliverSm pdu;
  private final byte[] body;

  private Delivery(DeliverSm pdu) {
    this.pdu = pdu;
    byte[] payload = parameter(Tag.MESSAGE_PAYLOAD);
    this.body = pdu.getShortMessage().length == 0 && payload != null ? payload : pdu.getShortMessage();
  }

  /** There is no message in it. */
  static final class BrokenPduException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status what the operator is told */
    BrokenPduException(String reason, int status, @Nullable Throwable cause) {
      super(reason, cause);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** @throws BrokenPduException if the bytes are not what the format wants */
  static Delivery of(byte[] pdu) throws BrokenPduException {
    try {
      return new Delivery(DECOMPOSER.deliverSm(pdu));
    } catch (PDUStringException e) {
      throw new BrokenPduException("a field is too long", e.getErrorCode(), e);
    } catch (RuntimeException e) { // jSMPP runs past the end of what is cut off
      throw new BrokenPduException("the fields do not fit", CommandStatus.ESME_RINVCMDLEN.code(), e);
    }
  }

  /** Whether it says that it tells what became of a message, SMPP v3.4, 5.2.12. */
  boolean isReceipt() {
    boolean named = parameter(Tag.RECEIPTED_MESSAGE_ID) != null && parameter(Tag.MESSAGE_STATE) != null;
    return (pdu.getEsmClass() & TYPE) != 0 || named;
  }

  /** Whether it belongs to a USSD session. */
  boolean isUssd() {
    return parameter(Tag.USSD_SERVICE_OP) != null;
  }

  /** Whether the body says that it begins with a header. */
  boolean hasHeader() {
    return (pdu.getEsmClass() & 0x40) != 0;
  }

  int coding() {
    return pdu.getDataCoding() & 0xFF;
  }

  /** {@code short_message}, or {@code message_payload} if that is empty. */
  byte[] body() {
    return body.clone();
  }

  /**
   * Who wrote it.
   *
   * @throws BrokenPduException if nobody did
   */
  String from() throws BrokenPduException {
    return address("source_addr", pdu.getSourceAddrTon(), pdu.getSourceAddr());
  }

  /** @throws BrokenPduException if it is to nobody */
  String to() throws BrokenPduException {
    return address("destination_addr", pdu.getDestAddrTon(), pdu.getDestAddress());
  }

  /** The value of an optional parameter; null if there is none. */
  byte @Nullable [] parameter(Tag tag) {
    OptionalParameter found = pdu.getOptionalParameter(tag.code());
    if (found == null) {
      return null;
    }
    byte[] whole = found.serialize();
    byte[] value = new byte[whole.length - 4];
    ByteBuffer.wrap(whole).position(4).get(value);
    return value;
  }

  /** The value of an optional parameter as a number; -1 if there is none. */
  int number(Tag tag) {
    byte[] value = parameter(tag);
    if (value == null || value.length == 0 || value.length > 3) {
      return -1;
    }
    int number = 0;
    for (byte each : value) {
      number = (number << 8) | (each & 0xFF);
    }
    return number;
  }

  private static String address(String field, byte type, @Nullable String digits) throws BrokenPduException {
    if (digits == null || !ADDRESS.matcher(digits).matches()) {
      throw new BrokenPduException(field + " is no address", field.startsWith("source")
          ? CommandStatus.ESME_RINVSRCADR.code()
          : CommandStatus.ESME_RINVDSTADR.code(), null);
    }
    return Addressing.Address.plain(type, digits);
  }
}
