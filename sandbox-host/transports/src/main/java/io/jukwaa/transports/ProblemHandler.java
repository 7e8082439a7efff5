package io.jukwaa.transports;

import io.jukwaa.message.InvalidFieldException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a failed request becomes an answer: {@code application/problem+json} (RFC 9457) with
 * {@code detail} reading {@code field: value (expected: …)} and {@code field}.
 *
 * <p>What nobody foresaw is logged once with its stack and answered 500 without a word about it. Runs on the event
 * loop.
 */
public final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private static final String LISTENER = "jukwaa.refusals";

  private final int otherwise;

  /** For routes. */
  public ProblemHandler() {
    this(500);
  }

  private ProblemHandler(int otherwise) {
    this.otherwise = otherwise;
  }

  /** For requests that reach no route, as their path is unknown (404) or cannot be read (400). */
  public static void install(Router router) {
    router.errorHandler(400, new ProblemHandler(400)).errorHandler(404, new ProblemHandler(404));
  }

  /** Has somebody told why this request is refused, should it be. */
  static void telling(RoutingContext ctx, Consumer<String> listener) {
    ctx.put(LISTENER, listener);
  }

  @Override
  public void handle(RoutingContext ctx) {
    tell(ctx);
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    switch (unwrapped(ctx.failure())) {
      case InvalidFieldException e -> answer(ctx, 400, e.field(), message(e));
      case Refusal e -> {
        e.putHeaders(ctx.request());
        answer(ctx, e.status(), e.field(), message(e));
      }
      case null -> unrouted(ctx, ctx.statusCode() < 400 ? otherwise : ctx.statusCode());
      case Throwable e -> {
        LOG.atError().addKeyValue("method", ctx.request().method()).addKeyValue("route", route(ctx)).setCause(e)
            .log("request failed");
        plain(ctx, 500);
      }
    }
  }

  /** What nobody foresaw and what could not be stored is no refusal, but trouble of ours. */
  private static void tell(RoutingContext ctx) {
    Consumer<String> listener = ctx.get(LISTENER);
    if (listener == null) {
      return;
    }
    switch (unwrapped(ctx.failure())) {
      case InvalidFieldException e -> listener.accept(e.field() + " is not as expected: " + e.expected());
      case Refusal e when e.status() < 500 -> listener.accept(e.field() + " is not as expected (" + e.status() + ")");
      case null, default -> {
      }
    }
  }

  /** Vert.x refuses a query it cannot decode before any route sees it, and does not say which field it was. */
  private static void unrouted(RoutingContext ctx, int status) {
    try {
      FormText.parse(ctx.request().query());
      plain(ctx, status);
    } catch (InvalidFieldException e) {
      answer(ctx, 400, e.field(), message(e));
    }
  }

  /** Answers a status without a field to name. */
  private static void plain(RoutingContext ctx, int status) {
    if (status == 400 || status == 404) {
      answer(ctx, status, "path", "path: not understood (expected: a path of this host)");
    } else {
      answer(ctx, status, null, "something went wrong here (expected: try again later)");
    }
  }

  private static void answer(RoutingContext ctx, int status, @Nullable String field, String detail) {
    HttpServerResponse response = ctx.response().setStatusCode(status);
    JsonObject body = new JsonObject().put("type", "about:blank").put("title", response.getStatusMessage())
        .put("status", status).put("detail", detail);
    if (field != null) {
      body.put("field", field);
    }
    response.putHeader("Content-Type", "application/problem+json").end(body.toBuffer());
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
  }

  private static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }

  /** The route's pattern, as the path itself may hold a phone number. */
  private static String route(RoutingContext ctx) {
    return ctx.currentRoute() == null ? "none" : String.valueOf(ctx.currentRoute().getPath());
  }
}
