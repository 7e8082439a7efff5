package io.jukwaa.server.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A user who holds the conversation over and over: requests and expected screens are rendered once, so that sending
 * costs next to nothing. Not thread-safe.
 */
public final class Speaker {
  private final List<Line> lines;
  private int next;

  Speaker(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  Line line() {
    return lines.get(next);
  }

  void advance() {
    next = (next + 1) % lines.size();
  }

  /** What is said and what must be heard. */
  static final class Line {
    private final byte[] request;
    private final byte[] expected;

    /**
     * @param request a whole HTTP request
     * @param expected must be in the response's body
     */
    Line(byte[] request, byte[] expected) {
      this.request = request.clone();
      this.expected = expected.clone();
    }

    ByteBuffer request() {
      return ByteBuffer.wrap(request).asReadOnlyBuffer();
    }

    /** What must be heard, for people. */
    String expected() {
      return new String(expected, StandardCharsets.UTF_8);
    }

    /** Whether the response holds what is expected, looked for from this position on. */
    boolean isIn(ByteBuffer response, int from) {
      return Bytes.indexOf(response, expected, from) >= 0;
    }
  }
}
