package io.jukwaa.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A way to a server on which each answer takes a while longer. What waits for answers one after the other takes so many
 * times as long, what waits for them together once: so round trips can be counted.
 */
public final class SlowLink implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile long delayNanos;

  private record Chunk(ByteBuffer bytes, long due) {}

  private SlowLink(ServerSocket listening, InetSocketAddress server) {
    this.listening = listening;
    this.server = server;
  }

  /** One without a delay yet, on a port of its own. */
  public static SlowLink to(InetSocketAddress server) {
    try {
      SlowLink link = new SlowLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
      Thread.ofVirtual().name("slow-link").start(link::listen);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** From now on each answer comes so much later. */
  public void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  @Override
  public void close() {
    closeQuietly(listening);
    sockets.forEach(SlowLink::closeQuietly);
  }

  private void listen() {
    try {
      while (true) {
        connect(listening.accept());
      }
    } catch (SocketException e) {
      // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(Socket client) throws IOException {
    Socket upstream = new Socket(server.getAddress(), server.getPort());
    for (Socket socket : List.of(client, upstream)) {
      socket.setTcpNoDelay(true);
      sockets.add(socket);
    }
    Thread.ofVirtual().start(() -> both(client, upstream, () -> copy(client.getInputStream(), upstream)));
    BlockingQueue<Chunk> waiting = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> both(client, upstream, () -> hold(upstream.getInputStream(), waiting)));
    Thread.ofVirtual().start(() -> both(client, upstream, () -> deliver(waiting, client.getOutputStream())));
  }

  private interface Copying {
    void run() throws IOException, InterruptedException;
  }

  /** When one ends both do. */
  private static void both(Socket client, Socket upstream, Copying copying) {
    try {
      copying.run();
    } catch (IOException e) {
      // the other end is gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(client);
      closeQuietly(upstream);
    }
  }

  private static void copy(InputStream from, Socket to) throws IOException {
    from.transferTo(to.getOutputStream());
  }

  private void hold(InputStream from, BlockingQueue<Chunk> waiting) throws IOException {
    byte[] buffer = new byte[CHUNK];
    for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
      waiting.add(new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, length)), System.nanoTime() + delayNanos));
    }
  }

  private static void deliver(BlockingQueue<Chunk> waiting, OutputStream to) throws IOException, InterruptedException {
    while (true) {
      Chunk chunk = waiting.take();
      TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
      to.write(chunk.bytes().array());
      to.flush();
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // it is of no use any more
    }
  }
}
