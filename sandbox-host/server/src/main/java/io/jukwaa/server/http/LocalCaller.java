package io.jukwaa.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Set;

/**
 * Who may see what is for the people at this machine and nobody else: the caller's address must be loopback, and so must
 * the host it asked for, or a page in a browser here could read it through a name that leads here (DNS rebinding).
 */
final class LocalCaller {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private LocalCaller() {}

  /** Whether the caller is one; anybody else gets 403, and nothing more is to be done. */
  static boolean isAdmitted(RoutingContext request) {
    if (isLocal(request.request())) {
      return true;
    }
    request.response().setStatusCode(403).putHeader("Content-Type", "application/json")
        .end("{\"error\":\"host: refused (expected: a request from this machine to localhost)\"}");
    return false;
  }

  private static boolean isLocal(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String asked = request.authority() == null ? "" : request.authority().host();
    return remote != null && InetAddress.ofLiteral(remote.hostAddress()).isLoopbackAddress()
        && LOOPBACK_NAMES.contains(asked);
  }
}
