package io.jukwaa.server.junebug;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.clients.InTurn;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.dispatch.Crowd;
import io.jukwaa.server.junebug.Lines.Line;
import io.jukwaa.store.Availability;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Exchange;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the API, below {@code /jb/}, where Junebug commonly was mounted; those of messages at the root too, where
 * it was otherwise and this host's own routes are not in the way. A slash at the end may be left out. Runs on the event
 * loop, and blocks on threads of its own.
 *
 * @param open how many messages of a tenant are being taken
 * @param turns takes one message of a tenant after the other
 */
record ApiRoutes(Lines lines, Crowd open, InTurn turns, Availability availability) {
  /** So many messages of a tenant a host takes at a time; those that come beside are asked to come again. */
  static final int MOST_OPEN = 100;
  private static final int LARGEST_BODY = 256 * 1024;
  private static final String BASE = "/jb";
  private static final String MESSAGES = "/channels/:channel/messages";
  private static final String DEPLOYED = "channel: not changed (expected: a change of deploy.channels in the settings"
      + " file of the host)";
  private static final String ROUTED = "router: not made (expected: rules under deploy.routing in the settings file of"
      + " the host)";

  /** What does what clients ask for; all of it blocks. */
  record Desks(Sending sending, Tracks tracks, ChannelView view) {}

  void mount(Router router, Desks desks) {
    Envelope failed = new Envelope();
    for (String base : List.of(BASE, "")) {
      router.post(base + MESSAGES).handler(ctx -> post(ctx, desks.sending())).failureHandler(failed);
      router.get(base + MESSAGES + "/:message").handler(ctx -> status(ctx, desks.tracks())).failureHandler(failed);
    }
    router.get(BASE + "/health").handler(this::health).failureHandler(failed);
    router.get(BASE + "/channels").handler(this::list).failureHandler(failed);
    router.get(BASE + "/channels/:channel").handler(ctx -> show(ctx, desks.view())).failureHandler(failed);
    router.get(BASE + "/channels/:channel/logs").handler(ctx -> logs(ctx, desks.view())).failureHandler(failed);
    router.get(BASE + "/routers").handler(ctx -> routers(ctx)).failureHandler(failed);
    refuse(router, "/health", "GET", "method: not known here (expected: GET)");
    refuse(router, "/channels", "GET", DEPLOYED);
    refuse(router, "/channels/:channel", "GET", DEPLOYED);
    refuse(router, "/channels/:channel/restart", "", "channel: not restarted (expected: nothing; a host connects again"
        + " by itself)");
    refuse(router, "/channels/:channel/logs", "GET", "method: not known here (expected: GET)");
    refuse(router, MESSAGES, "POST", "method: not known here (expected: POST)");
    refuse(router, MESSAGES + "/:message", "GET", "method: not known here (expected: GET)");
    refuse(router, "/routers", "GET", ROUTED);
    router.route(BASE + "/routers/*").handler(ctx -> {
      lines.of(ctx.request());
      throw ApiRefusal.notFound("router not found", "RouterNotFound", "router: not found");
    }).failureHandler(failed);
    router.route(BASE + "/*").handler(ctx -> {
      lines.of(ctx.request());
      throw ApiRefusal.nothing();
    }).failureHandler(failed);
  }

  /** Every other method of a path. A channel that is none of the caller's is not told from one that is not there. */
  private void refuse(Router router, String path, String allowed, String message) {
    router.route(BASE + path).handler(ctx -> {
      if (ctx.pathParam("channel") == null) {
        lines.of(ctx.request());
      } else {
        line(ctx);
      }
      throw ApiRefusal.notAllowed(message, allowed);
    }).failureHandler(new Envelope());
  }

  private void post(RoutingContext ctx, Sending sending) {
    String key = ctx.request().getHeader("Idempotency-Key");
    Line line = line(ctx);
    if (!RequestKeys.isValid(key)) {
      throw ApiRefusal.usage("Idempotency-Key: no such key (expected: 1 to 255 ASCII characters without blanks)");
    }
    Exchange.body(ctx.request(), LARGEST_BODY).compose(body -> Exchange.blocking(ctx, () -> admitted(line, () -> {
      UserMessage stored = sending.post(line, body.getBytes(), key);
      return Rendering.message(line.channel().key(), stored);
    }))).onSuccess(result -> Envelope.answer(ctx.response(), 201, "message submitted", result)).onFailure(ctx::fail);
  }

  private <T> T admitted(Line line, Callable<T> work) throws Exception {
    String tenant = line.channel().tenant();
    if (!open.enter(tenant, MOST_OPEN)) {
      throw ApiRefusal.tooMany(MOST_OPEN);
    }
    try {
      return turns.of(tenant, work);
    } finally {
      open.leave(tenant);
    }
  }

  private void status(RoutingContext ctx, Tracks tracks) {
    Line line = line(ctx);
    String id = String.valueOf(ctx.pathParam("message"));
    answer(ctx, "message status", Exchange.blocking(ctx, () -> {
      List<Map<String, @Nullable Object>> events = tracks.events(line.owner().app(), line.channel().key(), id);
      Map<String, @Nullable Object> status = new LinkedHashMap<>();
      status.put("id", id);
      status.put("last_event_type", events.isEmpty() ? null : events.getLast().get("event_type"));
      status.put("last_event_timestamp", events.isEmpty() ? null : events.getLast().get("timestamp"));
      status.put("events", events);
      return status;
    }));
  }

  private void list(RoutingContext ctx) {
    Envelope.answer(ctx.response(), 200, "channels listed",
        lines.of(ctx.request()).stream().map(line -> line.channel().key()).toList());
  }

  private void show(RoutingContext ctx, ChannelView view) {
    Line line = line(ctx);
    answer(ctx, "channel found", Exchange.blocking(ctx, () -> view.of(line)));
  }

  private void logs(RoutingContext ctx, ChannelView view) {
    Line line = line(ctx);
    String given = ctx.queryParam("n").isEmpty() ? null : ctx.queryParam("n").getFirst();
    if (given != null && !given.matches("[1-9][0-9]{0,8}")) {
      throw new InvalidFieldException("n", given, "how many lines, from 1");
    }
    int number = given == null ? ChannelView.MOST_LINES : Integer.parseInt(given);
    answer(ctx, "logs retrieved", Exchange.blocking(ctx, () -> view.lines(line, number)));
  }

  /** There are none: who gets what is said by rules, and not by Junebug's routers. */
  private void routers(RoutingContext ctx) {
    lines.of(ctx.request());
    Envelope.answer(ctx.response(), 200, "routers retrieved", List.of());
  }

  /** For everybody, as Junebug's own. */
  private void health(RoutingContext ctx) {
    if (availability.trouble() != null) {
      ctx.fail(new StoreException("health: the stores refuse changes", null));
      return;
    }
    Envelope.answer(ctx.response(), 200, "health ok", Map.of());
  }

  private Line line(RoutingContext ctx) {
    return lines.of(ctx.request(), String.valueOf(ctx.pathParam("channel")));
  }

  private static void answer(RoutingContext ctx, String description, Future<?> result) {
    result.onSuccess(found -> Envelope.answer(ctx.response(), 200, description, found)).onFailure(ctx::fail);
  }
}
