package io.jukwaa.server.http;

import io.jukwaa.transports.Admission;
import io.vertx.ext.web.RoutingContext;

/**
 * Who may see what is for the people at this machine and nobody else: the caller's address must be loopback, and so must
 * the host it asked for, or a page in a browser here could read it through a name that leads here (DNS rebinding).
 */
final class LocalCaller {
  private LocalCaller() {}

  /** Whether the caller is one; anybody else gets 403, and nothing more is to be done. */
  static boolean isAdmitted(RoutingContext request) {
    if (Admission.isLocal(request.request())) {
      return true;
    }
    request.response().setStatusCode(403).putHeader("Content-Type", "application/json")
        .end("{\"error\":\"host: refused (expected: a request from this machine to localhost)\"}");
    return false;
  }
}
