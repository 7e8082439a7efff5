package io.jukwaa.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.server.CannotStartException;
import io.jukwaa.transports.FormText;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks a URL for each step of a session, as Africa's Talking does: a form with all that was typed so far. Thread-safe; blocks
 * where it returns a screen.
 *
 * @param url of the channel, with its secret
 * @param from the number of the phone
 * @param code that is dialled
 */
public record Gateway(HttpClient client, URI url, String from, String code) implements AutoCloseable {
  /** Longer than any gateway waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public Gateway(URI url, String from, String code) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build(), url, from,
        code);
  }

  /**
   * One step.
   *
   * @param text all answers so far, with stars between; empty for the first step
   * @throws CannotStartException if nobody answers there
   */
  public Screen step(String session, String text) {
    return awaited(later(session, text));
  }

  /** The same, not waited for. */
  CompletableFuture<Screen> later(String session, String text) {
    return sent(fields(session, text));
  }

  /** A step without one of its fields. */
  Screen without(String field, String session) {
    Map<String, String> fields = fields(session, "");
    fields.remove(field);
    return awaited(sent(fields));
  }

  /** A step whose answer nobody waits for: the line breaks when all is asked. */
  void brokenOff(String session, String text) {
    String form = FormText.write(fields(session, text));
    int port = url.getPort() < 0 ? 80 : url.getPort();
    try (Socket line = new Socket(url.getHost(), port)) {
      line.getOutputStream()
          .write(("POST " + url.getRawPath() + (url.getRawQuery() == null ? "" : '?' + url.getRawQuery())
              + " HTTP/1.1\r\nHost: " + url.getHost() + ':' + port
              + "\r\nContent-Type: application/x-www-form-urlencoded"
              + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form).getBytes(UTF_8));
      line.getOutputStream().flush();
    } catch (IOException e) {
      throw nobody(e);
    }
  }

  Screen awaited(CompletableFuture<Screen> screen) {
    try {
      return screen.join();
    } catch (CompletionException e) {
      throw nobody(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private CompletableFuture<Screen> sent(Map<String, String> fields) {
    long begun = System.nanoTime();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(FormText.write(fields))).build();
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> screen(response, begun));
  }

  private static Screen screen(HttpResponse<String> response, long begun) {
    return new Screen(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""), response.body(),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private Map<String, String> fields(String session, String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sessionId", session);
    fields.put("serviceCode", code);
    fields.put("phoneNumber", from);
    fields.put("networkCode", "99999");
    fields.put("text", text);
    return fields;
  }

  private CannotStartException nobody(Throwable cause) {
    return new CannotStartException("URL", url.getHost() + url.getPath(),
        "one that answers (" + cause.getClass().getSimpleName() + ")",
        cause);
  }
}
