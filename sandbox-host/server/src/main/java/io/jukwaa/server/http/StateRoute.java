package io.jukwaa.server.http;

import io.jukwaa.server.Json;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /state} for the developer at this machine and nobody else: the caller's address must be loopback, and so
 * must the host it asked for, or a page in the developer's browser could read it through a name that leads here (DNS
 * rebinding). Anybody else gets 403.
 *
 * @param state may block; called on a virtual thread
 */
public record StateRoute(Supplier<Map<String, @Nullable Object>> state) {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  public void mount(Router router) {
    router.get("/state").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    if (!isLocal(request.request())) {
      request.response().setStatusCode(403).putHeader("Content-Type", "application/json")
          .end("{\"error\":\"host: refused (expected: a request from this machine to localhost)\"}");
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

  private static boolean isLocal(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String asked = request.authority() == null ? "" : request.authority().host();
    return remote != null && InetAddress.ofLiteral(remote.hostAddress()).isLoopbackAddress()
        && LOOPBACK_NAMES.contains(asked);
  }
}
