package io.jukwaa.server.http;

import io.jukwaa.server.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /state} for the developer at this machine, see {@link LocalCaller}.
 *
 * @param state may block; called on a virtual thread
 */
public record StateRoute(Supplier<Map<String, @Nullable Object>> state) {
  public void mount(Router router) {
    router.get("/state").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    if (!LocalCaller.isAdmitted(request)) {
      return;
    }
    Thread.ofVirtual().name("state").start(() -> {
      try {
        String json = Json.pretty(state.get());
        request.vertx().runOnContext(_ -> request.response().putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store").end(json));
      } catch (RuntimeException e) {
        request.fail(e);
      }
    });
  }
}
