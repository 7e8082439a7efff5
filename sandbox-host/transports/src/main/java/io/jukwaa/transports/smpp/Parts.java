package io.jukwaa.transports.smpp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;

/**
 * The short messages a text leaves in.
 *
 * @param coding of all of them
 * @param texts one of each part
 */
record Parts(Coding coding, LongMessages way, List<String> texts) {
  /** The number of a part is one byte. */
  static final int MOST = 255;
  /** What {@code short_message} holds. */
  private static final int LONGEST_FIELD = 254;
  private static final int UDHI = 0x40;

  Parts {
    texts = List.copyOf(texts);
  }

  /** One short message as it stands in a submit_sm. */
  static final class Part {
    private final byte esmClass;
    private final byte coding;
    private final byte[] body;
    private final List<OptionalParameter> parameters;

    /** @param parameters what is not in the fixed fields */
    private Part(int esmClass, byte coding, byte[] body, List<OptionalParameter> parameters) {
      this.esmClass = (byte) esmClass;
      this.coding = coding;
      this.body = body.clone();
      this.parameters = List.copyOf(parameters);
    }

    byte esmClass() {
      return esmClass;
    }

    byte coding() {
      return coding;
    }

    byte[] body() {
      return body.clone();
    }

    List<OptionalParameter> parameters() {
      return parameters;
    }

    /** With more optional parameters. */
    Part with(List<OptionalParameter> more) {
      return new Part(esmClass, coding, body, Stream.concat(parameters.stream(), more.stream()).toList());
    }
  }

  static Parts of(String text, Alphabet alphabet, LongMessages way) {
    Coding coding = Coding.of(text, alphabet);
    boolean whole = way.header() == 0 || coding.room(0) >= text.codePoints().map(coding::cost).sum();
    return new Parts(coding, way, whole ? List.of(text) : cut(text, coding, coding.room(way.header())));
  }

  int count() {
    return texts.size();
  }

  /**
   * @param reference tells the message from others to the same phone; its last byte, or its last two, are used
   * @param index from 0
   */
  Part part(int index, int reference) {
    byte[] body = coding.encode(texts.get(index));
    if (texts.size() == 1) {
      boolean fits = body.length <= LONGEST_FIELD && (way != LongMessages.PAYLOAD || isShort());
      return fits
          ? new Part(0, coding.code(), body, List.of())
          : new Part(0, coding.code(), new byte[0], List.of(new OptionalParameter.Message_payload(body)));
    }
    byte total = (byte) texts.size();
    byte number = (byte) (index + 1);
    byte[] low = {(byte) reference};
    byte[] both = {(byte) (reference >> 8), (byte) reference};
    return switch (way) {
      case UDH -> headed(new byte[]{5, 0, 3, low[0], total, number}, body);
      case UDH16 -> headed(new byte[]{6, 8, 4, both[0], both[1], total, number}, body);
      case SAR -> new Part(0, coding.code(), body,
          List.of(OptionalParameters.newSarMsgRefNum((short) reference), OptionalParameters.newSarTotalSegments(total),
              OptionalParameters.newSarSegmentSeqnum(number)));
      case PAYLOAD, CUT_BY_SMSC -> throw new IllegalStateException("not cut by us");
    };
  }

  private boolean isShort() {
    return texts.getFirst().codePoints().map(coding::cost).sum() <= coding.room(0);
  }

  private Part headed(byte[] header, byte[] body) {
    byte[] both = ByteBuffer.allocate(header.length + body.length).put(header).put(body).array();
    return new Part(UDHI, coding.code(), both, List.of());
  }

  private static List<String> cut(String text, Coding coding, int room) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int left = room;
    for (int codePoint : text.codePoints().toArray()) {
      int cost = coding.cost(codePoint);
      if (cost > left) {
        parts.add(part.toString());
        part.setLength(0);
        left = room;
      }
      part.appendCodePoint(codePoint);
      left -= cost;
    }
    parts.add(part.toString());
    return parts;
  }
}
