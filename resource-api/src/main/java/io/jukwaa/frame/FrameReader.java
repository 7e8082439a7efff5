package io.jukwaa.frame;

import io.jukwaa.frame.Frame.Answer;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Ending;
import io.jukwaa.frame.Frame.Load;
import io.jukwaa.frame.Frame.Ready;
import io.jukwaa.frame.Frame.Rehearse;
import io.jukwaa.frame.Frame.Rehearsed;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Slow;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Stop;
import io.jukwaa.frame.Frame.Usage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads frames and trusts none: a wrong length, kind or text is a {@link BadFrameException}. One thread at a time. */
public final class FrameReader {
  static final byte[] GREETING = {0, 'j', 'u', 'k', 'w', 'a', 'a', 1};

  static final int LOAD = 1;
  static final int START = 2;
  static final int ANSWER = 3;
  static final int STOP = 4;
  static final int REHEARSE = 5;
  static final int READY = 65;
  static final int REQUEST = 66;
  static final int ENDED = 67;
  static final int SLOW = 68;
  static final int REHEARSED = 69;

  private static final int MOST_SAID = 2_000;

  private final DataInputStream in;

  /** A peer that does not keep to the format. Its pipe must not be read any further. */
  public static final class BadFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    BadFrameException(String message) {
      super(message);
    }
  }

  public FrameReader(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 65_536));
  }

  /**
   * Skips whatever a worker's JVM printed before the worker's greeting.
   *
   * @throws BadFrameException with the beginning of that text, if the stream ends without a greeting
   */
  public void skipToGreeting() throws IOException {
    StringBuilder said = new StringBuilder();
    int matched = 0;
    while (matched < GREETING.length) {
      int next = in.read();
      if (next < 0) {
        throw new BadFrameException(said.toString().strip());
      }
      matched = next == GREETING[matched] ? matched + 1 : next == GREETING[0] ? 1 : 0;
      if (matched == 0 && said.length() < MOST_SAID) {
        said.append((char) next);
      }
    }
  }

  /**
   * The next frame; null at the end of the stream.
   *
   * @throws BadFrameException if the bytes are not a frame
   * @throws EOFException if the stream ends inside a frame
   */
  public @Nullable Frame read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (length < 1 || length > Frame.MAX_BYTES) {
      throw new BadFrameException("frame length: " + length + " (expected: 1 to " + Frame.MAX_BYTES + ")");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return decoded(ByteBuffer.wrap(bytes));
  }

  /** Frames that are waiting already, so that a caller may act on all of them before it writes. */
  public boolean hasMore() throws IOException {
    return in.available() > 4;
  }

  private static Frame decoded(ByteBuffer bytes) throws BadFrameException {
    try {
      Frame frame = decode(bytes);
      if (bytes.hasRemaining()) {
        throw new BadFrameException("frame: " + bytes.remaining() + " bytes too long");
      }
      return frame;
    } catch (BufferUnderflowException e) {
      throw new BadFrameException("frame: too short");
    }
  }

  private static Frame decode(ByteBuffer bytes) throws BadFrameException {
    int kind = bytes.get();
    return switch (kind) {
      case LOAD -> new Load(text(bytes), text(bytes), text(bytes), texts(bytes));
      case START -> new Start(bytes.getLong(), text(bytes), text(bytes), text(bytes), budget(bytes));
      case ANSWER -> new Answer(bytes.getLong(), bytes.getInt(), text(bytes));
      case STOP -> new Stop(bytes.getLong(), text(bytes));
      case READY -> new Ready(text(bytes), flag(bytes), text(bytes));
      case REQUEST -> new Request(bytes.getLong(), bytes.getInt(), text(bytes), text(bytes));
      case ENDED -> new Ended(bytes.getLong(), ending(bytes), text(bytes), text(bytes), usage(bytes), flag(bytes));
      case SLOW -> new Slow(bytes.getInt());
      case REHEARSE -> new Rehearse(flag(bytes));
      case REHEARSED -> new Rehearsed();
      default -> throw new BadFrameException("frame kind: " + kind);
    };
  }

  private static Budget budget(ByteBuffer bytes) {
    return new Budget(bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt(), bytes.getInt(),
        bytes.getInt());
  }

  private static Usage usage(ByteBuffer bytes) {
    return new Usage(bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt());
  }

  private static Ending ending(ByteBuffer bytes) throws BadFrameException {
    String name = text(bytes);
    for (Ending ending : Ending.values()) {
      if (ending.name().equals(name)) {
        return ending;
      }
    }
    throw new BadFrameException("ending: " + name);
  }

  private static boolean flag(ByteBuffer bytes) throws BadFrameException {
    int value = bytes.get();
    if (value != 0 && value != 1) {
      throw new BadFrameException("flag: " + value);
    }
    return value == 1;
  }

  private static Map<String, String> texts(ByteBuffer bytes) throws BadFrameException {
    Map<String, String> texts = new HashMap<>();
    for (int left = bytes.getInt(); left > 0; left--) {
      texts.put(text(bytes), text(bytes));
    }
    return texts;
  }

  private static String text(ByteBuffer bytes) throws BadFrameException {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BadFrameException("text length: " + length);
    }
    byte[] utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
