package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.json.JsonTransport;
import io.jukwaa.transports.ussd.UssdTransport;
import io.vertx.ext.web.Router;
import java.util.List;

/** The HTTP transports of this host. */
public record Transports(List<HttpTransport> all) {
  public Transports {
    all = List.copyOf(all);
  }

  /** Those we bring. */
  public static Transports builtIn() {
    return new Transports(List.of(new UssdTransport(), new JsonTransport()));
  }

  /**
   * Checks a channel before it is stored.
   *
   * @throws InvalidFieldException naming the transport that is unknown, or the setting that is wrong
   */
  public void check(Channel channel) {
    HttpTransport transport = all.stream().filter(each -> each.name().equals(channel.transport())).findFirst()
        .orElseThrow(() -> new InvalidFieldException("transport", channel.transport(),
            "one of " + String.join(", ", all.stream().map(HttpTransport::name).toList())));
    transport.check(channel);
  }

  /** Adds the routes of all of them, and the answers to paths that are unknown or cannot be read. */
  public void mount(Router router, TransportContext context) {
    ProblemHandler.install(router);
    all.forEach(transport -> transport.mount(router, context));
  }
}
