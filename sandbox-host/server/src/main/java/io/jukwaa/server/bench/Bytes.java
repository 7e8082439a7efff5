package io.jukwaa.server.bench;

import java.nio.ByteBuffer;

/** Looks for bytes in a response. */
final class Bytes {
  private Bytes() {}

  /** Where they first are between a position and what was written last; -1 if they are not. */
  static int indexOf(ByteBuffer buffer, byte[] wanted, int from) {
    for (int start = from; start <= buffer.position() - wanted.length; start++) {
      int matched = 0;
      while (matched < wanted.length && buffer.get(start + matched) == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return start;
      }
    }
    return -1;
  }
}
