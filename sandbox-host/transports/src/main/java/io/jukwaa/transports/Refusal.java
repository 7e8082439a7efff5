package io.jukwaa.transports;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is turned away with a status other than 400. Carries no stack: it is the caller's fault. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String CONNECTION = "Connection";

  private final int status;
  private final String field;
  private final transient Map<String, String> headers;

  private Refusal(int status, String field, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.field = field;
    this.headers = headers;
  }

  /** 403; what was sent is not repeated. */
  static Refusal forbidden(String field) {
    return new Refusal(403, field, field + ": refused (expected: what the channel is configured with)", Map.of());
  }

  /** 404. */
  public static Refusal notFound(String field, String value, String expected) {
    return new Refusal(404, field, detail(field, value, expected), Map.of());
  }

  /** 405 with the method that is allowed. */
  static Refusal method(String method, String allowed) {
    return new Refusal(405, "method", detail("method", method, allowed), Map.of("Allow", allowed));
  }

  /** 413; the connection is closed, as what follows would be read for nothing. */
  static Refusal tooLarge(int limit) {
    return new Refusal(413, "body", "body: too large (expected: at most " + limit + " bytes)",
        Map.of(CONNECTION, "close"));
  }

  /** 415. */
  static Refusal mediaType(@Nullable String type, String expected) {
    return new Refusal(415, "Content-Type", detail("Content-Type", type == null ? "missing" : type, expected),
        Map.of());
  }

  /** 503: we could not store what came in, so it was not accepted. */
  public static Refusal unavailable() {
    return new Refusal(503, "message", "message: not stored (expected: a working store; try again)",
        Map.of("Retry-After", "5"));
  }

  /** Sets the headers of the answer; HTTP/2 has none for the connection. */
  public void putHeaders(HttpServerRequest request) {
    headers.forEach((name, value) -> {
      if (!name.equals(CONNECTION) || request.version() != HttpVersion.HTTP_2) {
        request.response().putHeader(name, value);
      }
    });
  }

  int status() {
    return status;
  }

  String field() {
    return field;
  }

  private static String detail(String field, String value, String expected) {
    String shown = value.length() <= 80 ? value : value.substring(0, 80) + "…";
    return field + ": " + shown + " (expected: " + expected + ")";
  }
}
