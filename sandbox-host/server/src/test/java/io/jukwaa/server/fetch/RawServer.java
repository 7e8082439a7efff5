package io.jukwaa.server.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An HTTP server that sends exactly the bytes a test wants, however wrong. Each request has a connection of its own. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Answer answer;
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  /** Writes to the client; may block or go on until the client leaves. */
  interface Answer {
    void write(String requestLine, OutputStream out) throws IOException;
  }

  private RawServer(ServerSocket socket, Answer answer) {
    this.socket = socket;
    this.answer = answer;
  }

  static RawServer start(Answer answer) throws IOException {
    RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  /** A server whose answers are these texts in Latin-1, whatever is asked. */
  static RawServer saying(String text) throws IOException {
    return start((line, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Heads of the requests so far, and what of their bodies came with them. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      requests.add(head);
      answer.write(head.substring(0, Math.max(0, head.indexOf('\r'))), client.getOutputStream());
    } catch (IOException e) {
      // The client left, which is what most of these tests are about.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    byte[] rest = new byte[in.available()];
    in.readNBytes(rest, 0, rest.length);
    return head.append(new String(rest, StandardCharsets.ISO_8859_1)).toString();
  }
}
