package io.jukwaa.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * {@code GET /metrics} in Prometheus' text format.
 *
 * @param text must not block for long
 * @param open whether anybody who reaches the host may ask; else only this machine, see {@link LocalCaller}
 */
public record MetricsRoute(Supplier<String> text, boolean open) {
  public void mount(Router router) {
    router.get("/metrics").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    if (open || LocalCaller.isAdmitted(request)) {
      request.response().putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
          .putHeader("Cache-Control", "no-store").end(text.get());
    }
  }
}
