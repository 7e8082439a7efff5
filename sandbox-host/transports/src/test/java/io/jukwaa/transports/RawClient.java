package io.jukwaa.transports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One kept connection that sends whatever it is given, however wrong. Not thread-safe. */
final class RawClient implements AutoCloseable {
  /**
   * @param type the Content-Type; null sends none
   * @param body one character per byte
   */
  record Request(String method, String path, @Nullable String type, String body, Map<String, String> headers) {
    Request(String method, String path, @Nullable String type, String body) {
      this(method, path, type, body, Map.of());
    }

    /** The same with a header more. */
    Request with(String header, String value) {
      return new Request(method, path, type, body, Map.of(header, value));
    }
  }

  record Response(int status, String body) {}

  private final int port;
  private @Nullable Socket socket;

  RawClient(int port) {
    this.port = port;
  }

  /** Sends the requests in one go, then reads the responses; goes on on a new connection if the host closes one. */
  List<Response> send(List<Request> requests) throws IOException {
    List<Response> responses = new ArrayList<>();
    while (responses.size() < requests.size()) {
      Socket open = socket == null ? new Socket(InetAddress.getLoopbackAddress(), port) : socket;
      socket = open;
      open.setTcpNoDelay(true);
      open.setSoTimeout(20_000);
      StringBuilder bytes = new StringBuilder();
      requests.subList(responses.size(), requests.size()).forEach(request -> bytes.append(text(request)));
      open.getOutputStream().write(bytes.toString().getBytes(ISO_8859_1));
      InputStream in = new BufferedInputStream(open.getInputStream());
      while (socket != null && responses.size() < requests.size()) {
        responses.add(read(in));
      }
    }
    return responses;
  }

  private static String text(Request request) {
    String type = request.type() == null ? "" : "\r\nContent-Type: " + request.type();
    StringBuilder headers = new StringBuilder();
    request.headers().forEach((name, value) -> headers.append("\r\n").append(name).append(": ").append(value));
    return request.method() + ' ' + request.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + request.body().length() + type + headers + "\r\n\r\n" + request.body();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private Response read(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", -1)[1]);
    int length = 0;
    boolean closing = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      length = lower.startsWith("content-length:") ? Integer.parseInt(lower.substring(15).strip()) : length;
      closing |= lower.startsWith("connection:") && lower.contains("close");
    }
    Response response = new Response(status, new String(in.readNBytes(length), UTF_8));
    if (closing) {
      close();
    }
    return response;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection closed within a response");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
