package io.jukwaa.server.httpapi;

import io.jukwaa.server.Json;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Texts;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request that is turned away as Vumi Go did: {@code {"success": false, "reason": …}}, and the reason as status
 * phrase, as far as one can hold it. Runs on the event loop.
 */
final class RefusalHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);
  private static final int LONGEST_PHRASE = 200;

  private final ProblemHandler otherwise = new ProblemHandler();

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    switch (ctx.failure()) {
      case RequestRefusal refusal -> {
        if (refusal.status() == 401) {
          ctx.response().putHeader("WWW-Authenticate", "basic realm=\"Conversation Realm\"");
        }
        answer(ctx.response(), refusal.status(), refusal.reason());
      }
      case StoreException e -> {
        LOG.warn("a request to the HTTP API is not answered: {}", e.getMessage());
        ctx.response().putHeader("Retry-After", "5");
        answer(ctx.response(), 503, "Service Unavailable");
      }
      case null, default -> otherwise.handle(ctx);
    }
  }

  private static void answer(HttpServerResponse response, int status, String reason) {
    response.setStatusCode(status).setStatusMessage(phrase(reason))
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end("{\"success\":false,\"reason\":" + Json.text(reason) + "}");
  }

  /** A phone's number may stand in it, and with that anything: it stays one line of ASCII. */
  private static String phrase(String reason) {
    return Texts.line(reason, LONGEST_PHRASE).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
