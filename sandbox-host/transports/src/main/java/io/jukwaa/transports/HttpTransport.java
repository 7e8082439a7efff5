package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import io.vertx.ext.web.Router;
import java.util.List;

/** A family of wire formats operators speak to us over HTTP. Stateless but for caches; thread-safe. */
public interface HttpTransport {
  /** The value of {@link Channel#transport()} that chooses this transport. */
  String name();

  /** What a channel of this transport can be told; for the reference and for forms. */
  List<Setting> settings();

  /**
   * Checks a channel before it is stored.
   *
   * @throws io.jukwaa.message.InvalidFieldException naming the setting that is unknown, missing or wrong
   */
  void check(Channel channel);

  /** Adds this transport's routes, each with the {@link ProblemHandler}. Called once, before the server listens. */
  void mount(Router router, TransportContext context);
}
