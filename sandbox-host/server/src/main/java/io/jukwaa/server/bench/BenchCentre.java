package io.jukwaa.server.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A message centre that takes whatever it is given as fast as it comes, and delivers as fast as it is answered: SMPP 3.4
 * on a port of its own, section numbers as in the specification. One client at a time.
 */
final class BenchCentre implements AutoCloseable {
  private static final int RESPONSE = 0x80000000;
  /** 4.1 */
  private static final int BIND_RECEIVER = 1;
  private static final int BIND_TRANSMITTER = 2;
  private static final int BIND_TRANSCEIVER = 9;
  /** 4.4 */
  private static final int SUBMIT_SM = 4;
  /** 4.6 */
  private static final int DELIVER_SM = 5;
  private static final int HEADER = 16;
  private static final int BIND_FAILED = 0x0D;
  private static final int BUFFER = 64 * 1024;

  private final ServerSocket server;
  private final int warm;
  private final CompletableFuture<Line> bound = new CompletableFuture<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong first = new AtomicLong();
  private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
  private final Timeline submits = new Timeline();
  private volatile Semaphore window = new Semaphore(0);
  private volatile boolean open;
  private volatile long last;

  /** A connection; written to under its lock. */
  private record Line(Socket socket, OutputStream output) {
    synchronized void write(int command, int status, int sequence, byte[] body) throws IOException {
      output.write(ByteBuffer.allocate(HEADER + body.length).putInt(HEADER + body.length).putInt(command)
          .putInt(status).putInt(sequence).put(body).array());
    }

    synchronized void flush() throws IOException {
      output.flush();
    }
  }

  /** @param warm so many messages are not counted: who was just started is not as fast yet */
  BenchCentre(int warm) throws IOException {
    this.warm = warm;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("centre").start(this::listen);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Lets clients in from now on; before, each bind is refused. */
  void open() {
    open = true;
  }

  /** Waits until so many messages came, and says how many a second once it was warm. */
  double awaitTaken(int messages, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (taken.get() < messages) {
      if (System.nanoTime() > end) {
        throw new BenchException(taken.get() + " messages came (expected: " + messages + " within " + patience + ")");
      }
      rest();
    }
    return (messages - warm) / ((last - first.get()) / 1e9);
  }

  /** When messages came. */
  Timeline submits() {
    return submits;
  }

  /**
   * Delivers texts, and says how many a second were taken. One that is refused is delivered again, as operators do: who
   * has too many unfinished may ask for that.
   *
   * @param uncounted so many of them first
   * @param unanswered so many at once at most
   */
  double deliver(int texts, int uncounted, int unanswered) {
    try {
      Line line = bound.get(1, TimeUnit.MINUTES);
      window = new Semaphore(unanswered);
      long begun = System.nanoTime();
      for (int text = 0; text < texts; text++) {
        begun = text == uncounted ? System.nanoTime() : begun;
        write(line, text);
      }
      awaitAnswers(line, unanswered);
      while (!refused.isEmpty()) {
        for (Integer text = refused.poll(); text != null; text = refused.poll()) {
          write(line, text);
        }
        awaitAnswers(line, unanswered);
      }
      return (texts - uncounted) / ((System.nanoTime() - begun) / 1e9);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new BenchException("texts were not delivered (expected: a client that is bound; " + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void write(Line line, int text) throws IOException, InterruptedException {
    if (!window.tryAcquire()) {
      line.flush();
      acquire(1);
    }
    line.write(DELIVER_SM, 0, text + 1, text(text));
  }

  private void awaitAnswers(Line line, int unanswered) throws IOException, InterruptedException {
    line.flush();
    acquire(unanswered);
    window.release(unanswered);
  }

  private void acquire(int permits) throws InterruptedException {
    if (!window.tryAcquire(permits, 1, TimeUnit.MINUTES)) {
      throw new BenchException("a text has no answer (expected: one within a minute)");
    }
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted");
    }
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().name("centre-client").start(() -> read(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void read(Socket socket) {
    try (socket;
        DataInputStream input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER))) {
      socket.setTcpNoDelay(true);
      Line line = new Line(socket, new BufferedOutputStream(socket.getOutputStream(), BUFFER));
      while (true) {
        int length = input.readInt();
        int command = input.readInt();
        int status = input.readInt();
        int sequence = input.readInt();
        input.skipNBytes(length - HEADER);
        answer(line, command, status, sequence);
        if (input.available() == 0) {
          line.flush();
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private void answer(Line line, int command, int status, int sequence) throws IOException {
    switch (command) {
      case SUBMIT_SM -> {
        int number = taken.incrementAndGet();
        if (number == warm) {
          first.set(System.nanoTime());
        }
        last = System.nanoTime();
        submits.add(last);
        line.write(SUBMIT_SM | RESPONSE, 0, sequence, (number + "\0").getBytes(US_ASCII));
      }
      case DELIVER_SM | RESPONSE -> {
        if (status != 0) {
          refused.add(sequence - 1);
        }
        window.release();
      }
      case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER -> {
        line.write(command | RESPONSE, open ? 0 : BIND_FAILED, sequence, "bench\0".getBytes(US_ASCII));
        if (open) {
          bound.complete(line);
        }
      }
      default -> {
        if (command > 0) { // enquire_link and unbind
          line.write(command | RESPONSE, 0, sequence, new byte[0]);
        }
      }
    }
  }

  /** Each from somebody else. */
  private static byte[] text(int number) {
    byte[] content = ("text " + number).getBytes(US_ASCII);
    byte[] from = Integer.toString(711_000_000 + number).getBytes(US_ASCII);
    ByteBuffer body = ByteBuffer.allocate(64);
    body.put((byte) 0).put((byte) 1).put((byte) 1).put(("254" + new String(from, US_ASCII) + "\0").getBytes(US_ASCII));
    body.put((byte) 0).put((byte) 0).put("12345\0".getBytes(US_ASCII));
    body.put(new byte[9]).put((byte) content.length).put(content);
    byte[] written = new byte[body.position()];
    body.flip().get(written);
    return written;
  }
}
