package io.jukwaa.server.httpapi;

import io.jukwaa.message.UserMessage;
import io.jukwaa.server.Json;
import io.jukwaa.server.clients.InTurn;
import io.jukwaa.server.clients.Login;
import io.jukwaa.server.clients.Parcels;
import io.jukwaa.server.clients.Parcels.Kind;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.dispatch.Crowd;
import io.jukwaa.server.httpapi.Conversation.Variant;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.transports.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;

/**
 * The routes of the API, below {@code /api/v1/go/http_api/} and {@code /api/v1/go/http_api_nostream/}. Runs on the event
 * loop, and blocks on threads of its own.
 *
 * @param open how many requests a tenant has open, streams among them
 * @param turns takes one message of a tenant after the other
 */
record HttpApiRoutes(DeploymentStore deployments, Streams streams, Crowd open, InTurn turns) {
  /** So many requests an account may have open at this host. */
  static final int MOST_OPEN = 10;
  private static final int LARGEST_BODY = 256 * 1024;
  private static final String BASE = "/api/v1/go/";
  private static final String JSON = "application/json; charset=utf-8";

  /** What takes what clients put in. */
  record Entries(MessageEntry messages, MetricsEntry metrics) {}

  /** What is to be done for a client that was let in. Blocks. */
  private interface Work<T> {
    T of(Conversation conversation) throws Exception;
  }

  void mount(Router router, Entries entries) {
    RefusalHandler failed = new RefusalHandler();
    for (Variant variant : Variant.values()) {
      String base = BASE + variant.wire();
      String conversation = base + "/:conversation/";
      router.get(base + "/health/")
          .handler(ctx -> plain(ctx, variant == Variant.HTTP_API ? "" + streams.count() : "OK"));
      router.put(conversation + "messages.json").handler(ctx -> put(ctx, variant, entries.messages()))
          .failureHandler(failed);
      router.put(conversation + "metrics.json").handler(ctx -> put(ctx, variant, entries.metrics()))
          .failureHandler(failed);
      router.get(conversation + "health/").handler(ctx -> health(ctx, variant)).failureHandler(failed);
      if (variant == Variant.HTTP_API) {
        router.get(conversation + "messages.json").handler(ctx -> stream(ctx, Kind.MESSAGES)).failureHandler(failed);
        router.get(conversation + "events.json").handler(ctx -> stream(ctx, Kind.EVENTS)).failureHandler(failed);
      }
      router.route(base + "/:conversation/*").handler(ctx -> nothing(ctx, variant)).failureHandler(failed);
    }
  }

  private void put(RoutingContext ctx, Variant variant, MessageEntry entry) {
    String key = ctx.request().getHeader("Idempotency-Key");
    Exchange.body(ctx.request(), LARGEST_BODY).compose(body -> admitted(ctx, variant, conversation -> {
      if (!RequestKeys.isValid(key)) {
        throw RequestRefusal.bad("Invalid value for header 'Idempotency-Key'");
      }
      UserMessage stored = turns.of(conversation.app().tenant(), () -> entry.put(conversation, body.getBytes(), key));
      return Json.text(stored.json().members());
    })).onSuccess(json -> answer(ctx, 200, json)).onFailure(ctx::fail);
  }

  private void put(RoutingContext ctx, Variant variant, MetricsEntry entry) {
    Exchange.body(ctx.request(), LARGEST_BODY).compose(body -> admitted(ctx, variant, conversation -> {
      entry.put(conversation, body.getBytes());
      return "{\"success\":true,\"reason\":\"Metrics published\"}";
    })).onSuccess(json -> answer(ctx, 200, json)).onFailure(ctx::fail);
  }

  private void health(RoutingContext ctx, Variant variant) {
    var _ = admitted(ctx, variant, conversation -> variant == Variant.HTTP_API
        ? "" + (streams.count(Parcels.channel(conversation.app(), Kind.MESSAGES).key())
            + streams.count(Parcels.channel(conversation.app(), Kind.EVENTS).key()))
        : "OK").onSuccess(text -> plain(ctx, text)).onFailure(ctx::fail);
  }

  private void nothing(RoutingContext ctx, Variant variant) {
    var _ = admitted(ctx, variant, _ -> {
      throw RequestRefusal.notFound();
    }).onFailure(ctx::fail);
  }

  private void stream(RoutingContext ctx, Kind kind) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    HttpServerResponse response = ctx.response();
    response.closeHandler(_ -> gone.complete(null)).endHandler(_ -> gone.complete(null))
        .exceptionHandler(_ -> gone.complete(null));
    Context context = ctx.vertx().getOrCreateContext();
    Exchange.blocking(ctx, () -> {
      Conversation conversation = conversation(ctx, Variant.HTTP_API);
      enter(conversation);
      var _ = gone.thenRun(() -> open.leave(conversation.app().tenant()));
      return conversation;
    }).onSuccess(conversation -> {
      if (gone.isDone()) {
        return;
      }
      String channel = Parcels.channel(conversation.app(), kind).key();
      Streams.Client client = new Streams.Client(response, context);
      response.setChunked(true).putHeader("Content-Type", JSON).putHeader("X-Accel-Buffering", "no");
      var _ = response.writeHead();
      streams.add(channel, client);
      var _ = gone.thenRun(() -> streams.remove(channel, client));
    }).onFailure(ctx::fail);
  }

  /** Does the work, on a thread that may block, for whoever may use the conversation and has not too much open. */
  private <T> Future<T> admitted(RoutingContext ctx, Variant variant, Work<T> work) {
    return Exchange.blocking(ctx, () -> {
      Conversation conversation = conversation(ctx, variant);
      enter(conversation);
      try {
        return work.of(conversation);
      } finally {
        open.leave(conversation.app().tenant());
      }
    });
  }

  private void enter(Conversation conversation) {
    if (!open.enter(conversation.app().tenant(), MOST_OPEN)) {
      throw RequestRefusal.tooMany();
    }
  }

  /** @throws RequestRefusal if it is none of the caller's, or there is none */
  private Conversation conversation(RoutingContext ctx, Variant variant) {
    Login login = Login.of(ctx.request().getHeader("Authorization"));
    Conversation conversation = Conversation.of(deployments.app(String.valueOf(ctx.pathParam("conversation"))));
    if (login == null || conversation == null || conversation.variant() != variant
        || !conversation.app().tenant().equals(login.user())
        || !Login.isAmong(conversation.tokens(), login.password())) {
      throw RequestRefusal.unauthorized();
    }
    return conversation;
  }

  private static void plain(RoutingContext ctx, String text) {
    ctx.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(text);
  }

  static void answer(RoutingContext ctx, int status, String json) {
    ctx.response().setStatusCode(status).putHeader("Content-Type", JSON).end(json);
  }
}
