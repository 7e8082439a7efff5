package io.jukwaa.server.junebug;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Json;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every answer of this API is put in: {@code {"status", "code", "description", "result"}} (sandbox-protocol 7.4).
 * As a handler it answers requests that failed. Runs on the event loop.
 */
final class Envelope implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(Envelope.class);

  private final ProblemHandler otherwise = new ProblemHandler();

  static void answer(HttpServerResponse response, int status, String description, @Nullable Object result) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("status", status);
    body.put("code", HttpResponseStatus.valueOf(status).reasonPhrase());
    body.put("description", description);
    body.put("result", result);
    response.setStatusCode(status).putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store")
        .end(Json.text(body));
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    switch (ctx.failure()) {
      case ApiRefusal refusal -> {
        switch (refusal.status()) {
          case 401 -> response.putHeader("WWW-Authenticate", "Basic realm=\"Junebug\"");
          case 405 -> response.putHeader("Allow", refusal.allowed());
          case 429 -> response.putHeader("Retry-After", "1");
          default -> {
          }
        }
        answer(response, refusal.status(), refusal.description(), Map.of("errors", refusal.errors()));
      }
      case StoreException e -> {
        LOG.warn("a request to Junebug's API is not answered: {}", e.getMessage());
        response.putHeader("Retry-After", "5");
        answer(response, 503, "stores unavailable", errors("StoresUnavailable",
            "message: not stored (expected: a working store; try again)"));
      }
      case InvalidFieldException e -> answer(response, 400, "api usage error",
          errors("ApiUsageError", String.valueOf(e.getMessage())));
      // Nothing else refuses these requests so than what reads their bodies.
      case Refusal e -> {
        e.putHeaders(ctx.request());
        answer(response, 413, "body too large", errors("RequestEntityTooLarge", String.valueOf(e.getMessage())));
      }
      case null, default -> otherwise.handle(ctx);
    }
  }

  private static Map<String, Object> errors(String type, String message) {
    return Map.of("errors", List.of(Map.of("type", type, "message", message)));
  }
}
