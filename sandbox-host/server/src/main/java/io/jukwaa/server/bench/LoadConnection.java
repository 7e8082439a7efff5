package io.jukwaa.server.bench;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * A kept-alive connection with users of its own, who take turns; one request at a time. Reads just enough of HTTP/1.1
 * for responses with a length. Not thread-safe.
 */
final class LoadConnection {
  private static final int LARGEST_RESPONSE = 64 * 1024;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length:";

  private final SocketChannel channel;
  private final ByteBuffer input = ByteBuffer.allocate(LARGEST_RESPONSE);
  private final Deque<Speaker> speakers;
  private long since;
  private int expectedBytes;
  private String expected = "";

  LoadConnection(SocketAddress address, Selector selector, Collection<Speaker> speakers) throws IOException {
    this.speakers = new ArrayDeque<>(speakers);
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** The next user speaks; latency counts from when that was due, in nanoseconds of {@link System#nanoTime}. */
  void send(long nanos) throws IOException {
    since = nanos;
    expectedBytes = -1;
    input.clear();
    ByteBuffer output = speakers.getFirst().line().request();
    while (output.hasRemaining()) {
      channel.write(output);
    }
  }

  /** Reads what is there; true when the response is complete. */
  boolean receive() throws IOException {
    if (channel.read(input) < 0) {
      throw new BenchException("the host closed a connection (expected: it is kept alive)");
    }
    if (expectedBytes < 0) {
      int head = Bytes.indexOf(input, HEAD_END, 0);
      if (head >= 0) {
        expectedBytes = head + HEAD_END.length + length(head);
      }
    }
    return expectedBytes >= 0 && input.position() >= expectedBytes;
  }

  /**
   * Whether the response was the one expected. The user who spoke queues up again; one who heard something else is not
   * heard again, because nobody knows where in the conversation they are.
   */
  boolean accept() {
    Speaker speaker = speakers.removeFirst();
    boolean right = Bytes.indexOf(input, OK, 0) == 0 && speaker.line().isIn(input, OK.length);
    if (!right) {
      expected = speaker.line().expected();
    }
    if (right || speakers.isEmpty()) {
      speaker.advance();
      speakers.addLast(speaker);
    }
    return right;
  }

  long since() {
    return since;
  }

  /** The response that was not right, for people. */
  String wrong() {
    return new String(input.array(), 0, input.position(), StandardCharsets.UTF_8) + " (expected: " + expected + ")";
  }

  void close() throws IOException {
    channel.close();
  }

  private int length(int head) {
    String text = new String(input.array(), 0, head, StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT);
    int start = text.indexOf(LENGTH);
    if (start < 0) {
      throw new BenchException("content-length: missing (expected: a response with a length)");
    }
    int end = text.indexOf('\r', start);
    return Integer.parseInt(text.substring(start + LENGTH.length(), end < 0 ? head : end).strip());
  }
}
