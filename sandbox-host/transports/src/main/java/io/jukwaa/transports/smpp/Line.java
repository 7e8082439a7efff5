package io.jukwaa.transports.smpp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.jsmpp.session.connection.socket.SocketConnection;

/** A connection that knows how long the operator has not read what is written to it. Thread-safe. */
final class Line extends SocketConnection {
  private final Watched out;

  Line(Socket socket) throws IOException {
    super(socket);
    this.out = new Watched(super.getOutputStream());
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  /** Whether a write has lasted for longer than that: for sockets no time can be set. */
  boolean isStuck(Duration patience) {
    long begun = out.begun;
    return begun != 0 && System.nanoTime() - begun > patience.toNanos();
  }

  /** For one writer at a time, as jSMPP sees to. */
  private static final class Watched extends FilterOutputStream {
    /** {@link System#nanoTime}; 0 while nothing is written. */
    private volatile long begun;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      begun = System.nanoTime() | 1;
      try {
        out.write(bytes, from, length);
      } finally {
        begun = 0;
      }
    }
  }
}
