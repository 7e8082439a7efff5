package io.jukwaa.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /health/live}: 200 as long as the process answers. {@code GET /health/ready}: 200 while it takes messages,
 * else 503, so that a balancer sends none. {@code GET /health} is the second. Bodies are {@code {"status": "up"}} or
 * {@code "down"}.
 *
 * @param ready must not block
 */
public record HealthRoutes(BooleanSupplier ready) {
  public void mount(Router router) {
    router.get("/health/live").handler(request -> answer(request, true));
    router.get("/health/ready").handler(request -> answer(request, ready.getAsBoolean()));
    router.get("/health").handler(request -> answer(request, ready.getAsBoolean()));
  }

  private static void answer(RoutingContext request, boolean up) {
    request.response().setStatusCode(up ? 200 : 503).putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store").end(up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
  }
}
