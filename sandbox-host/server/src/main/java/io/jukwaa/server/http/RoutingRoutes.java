package io.jukwaa.server.http;

import io.jukwaa.server.Json;
import io.jukwaa.server.routing.Explanations;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.ProblemHandler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Routing for the people at this machine, see {@link LocalCaller}: {@code GET /routing/<tenant>} and its versions, {@code
 * POST} of rules or to a version, and {@code GET /explain}.
 */
public record RoutingRoutes(Explanations explanations) {
  private static final int LARGEST_RULES = 1 << 20;

  public void mount(Router router) {
    router.get("/explain")
        .handler(ctx -> answer(ctx, () -> explanations.explain(FormText.parse(ctx.request().query()))));
    router.get("/routing/:tenant").handler(ctx -> answer(ctx, () -> explanations.show(named(ctx, "tenant"), null)));
    router.get("/routing/:tenant/:version").handler(ctx -> answer(ctx,
        () -> explanations.show(named(ctx, "tenant"), named(ctx, "version"))));
    router.post("/routing/:tenant").handler(this::save);
    router.post("/routing/:tenant/:version").handler(ctx -> answer(ctx,
        () -> explanations.restore(named(ctx, "tenant"), named(ctx, "version"))));
    router.route("/routing/*").failureHandler(new ProblemHandler());
    router.route("/explain").failureHandler(new ProblemHandler());
  }

  private void save(RoutingContext ctx) {
    if (LocalCaller.isAdmitted(ctx)) {
      Exchange.body(ctx.request(), LARGEST_RULES).onSuccess(
          body -> answer(ctx, () -> explanations.save(named(ctx, "tenant"), body.toString()))).onFailure(ctx::fail);
    }
  }

  private static void answer(RoutingContext ctx, Supplier<Map<String, @Nullable Object>> work) {
    if (LocalCaller.isAdmitted(ctx)) {
      Exchange.blocking(ctx, () -> Json.pretty(work.get())).onFailure(ctx::fail)
          .onSuccess(json -> ctx.response().putHeader("Content-Type", "application/json")
              .putHeader("Cache-Control", "no-store").end(json + '\n'));
    }
  }

  private static String named(RoutingContext ctx, String name) {
    return Objects.requireNonNull(ctx.pathParam(name));
  }
}
