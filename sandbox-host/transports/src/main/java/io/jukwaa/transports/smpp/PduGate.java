package io.jukwaa.transports.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jsmpp.PDUReader;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Reads what an operator sends, and lets jSMPP see only what cannot harm it: jSMPP takes memory for any length it is
 * told, loses its place when a PDU comes in pieces, and answers no others while it handles one.
 *
 * <p>What brings messages goes to the {@link Receiver}; answers go on to jSMPP, cut to the fields it is to read. For the
 * one thread that reads the connection.
 */
final class PduGate implements PDUReader {
  /** A message_payload of 64 KiB and the rest. */
  private static final int LARGEST = 66_000;
  private static final int HEADER = SMPPConstant.PDU_HEADER_LENGTH;
  private static final int LONGEST_MESSAGE_ID = 64;
  private static final int LONGEST_SYSTEM_ID = 15;

  private final Receiver receiver;
  private byte[] current = new byte[HEADER];

  /** Takes what is no answer; must not block, as it is called by the thread that reads. */
  interface Receiver {
    /** @param pdu a whole deliver_sm */
    void deliver(byte[] pdu);

    /** Told of a PDU that nobody here understands. */
    void refuse(int commandId, int sequence);

    /** Told of a generic_nack: what was asked under this number was not understood. */
    void nacked(int status, int sequence);

    /** Told of a length that cannot be, before the connection is given up. */
    void garbage();
  }

  PduGate(Receiver receiver) {
    this.receiver = receiver;
  }

  /** @throws SocketTimeoutException if nothing came for as long as the socket waits */
  @Override
  public Command readPDUHeader(DataInputStream in) throws IOException {
    while (true) {
      byte[] pdu = read(in);
      ByteBuffer fields = ByteBuffer.wrap(pdu);
      int id = fields.getInt(4);
      switch (id) {
        case SMPPConstant.CID_DELIVER_SM -> receiver.deliver(pdu);
        case SMPPConstant.CID_GENERIC_NACK -> receiver.nacked(fields.getInt(8), fields.getInt(12));
        case SMPPConstant.CID_ALERT_NOTIFICATION, SMPPConstant.CID_OUTBIND -> {
        } // these have no answer
        case SMPPConstant.CID_SUBMIT_SM_RESP -> {
          return header(withText(pdu, LONGEST_MESSAGE_ID));
        }
        case SMPPConstant.CID_BIND_RECEIVER_RESP, SMPPConstant.CID_BIND_TRANSMITTER_RESP,
            SMPPConstant.CID_BIND_TRANSCEIVER_RESP -> {
          return header(withText(pdu, LONGEST_SYSTEM_ID));
        }
        case SMPPConstant.CID_ENQUIRE_LINK, SMPPConstant.CID_ENQUIRE_LINK_RESP, SMPPConstant.CID_UNBIND,
            SMPPConstant.CID_UNBIND_RESP -> {
          return header(withLength(pdu, HEADER));
        }
        default -> refuseRequest(id, fields.getInt(12));
      }
    }
  }

  @Override
  public byte[] readPDU(DataInputStream in, Command header) {
    return current;
  }

  @Override
  public byte[] readPDU(DataInputStream in, int length, int id, int status, int sequence) {
    return current;
  }

  private void refuseRequest(int id, int sequence) {
    if (id >= 0) { // the top bit marks answers, and these are to nothing we asked
      receiver.refuse(id, sequence);
    }
  }

  private Command header(byte[] pdu) {
    current = pdu;
    ByteBuffer fields = ByteBuffer.wrap(pdu);
    Command header = new Command();
    header.setCommandLength(fields.getInt(0));
    header.setCommandId(fields.getInt(4));
    header.setCommandStatus(fields.getInt(8));
    header.setSequenceNumber(fields.getInt(12));
    return header;
  }

  /** With the one text that its body begins with, however it ends; without a body if there is no text. */
  private static byte[] withText(byte[] pdu, int longest) {
    int end = HEADER;
    while (end < pdu.length && end - HEADER < longest && pdu[end] != 0) {
      end++;
    }
    return end == HEADER ? withLength(pdu, HEADER) : withLength(Arrays.copyOf(pdu, end), end + 1);
  }

  private static byte[] withLength(byte[] pdu, int length) {
    byte[] cut = Arrays.copyOf(pdu, length);
    ByteBuffer.wrap(cut).putInt(0, length);
    return cut;
  }

  private byte[] read(DataInputStream in) throws IOException {
    byte[] head = new byte[Integer.BYTES];
    head[0] = (byte) first(in);
    fill(in, head, 1);
    int length = ByteBuffer.wrap(head).getInt();
    if (length < HEADER || length > LARGEST) {
      receiver.garbage();
      throw new IOException("a PDU of " + length + " bytes");
    }
    byte[] pdu = Arrays.copyOf(head, length);
    fill(in, pdu, Integer.BYTES);
    return pdu;
  }

  private static int first(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("closed by the operator");
    }
    return first;
  }

  /** Byte by byte from the buffer, as a longer read that times out forgets what it has read. */
  private static void fill(DataInputStream in, byte[] bytes, int from) throws IOException {
    for (int i = from; i < bytes.length; i++) {
      try {
        bytes[i] = (byte) first(in);
      } catch (SocketTimeoutException e) {
        throw new IOException("a PDU that does not end", e);
      }
    }
  }
}
