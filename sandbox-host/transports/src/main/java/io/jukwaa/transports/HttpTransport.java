package io.jukwaa.transports;

import io.vertx.ext.web.Router;

/** A transport whose operators call us over HTTP. */
public interface HttpTransport extends Transport {
  /** Adds this transport's routes, each with the {@link ProblemHandler}. Called once, before the server listens. */
  void mount(Router router, TransportContext context);
}
