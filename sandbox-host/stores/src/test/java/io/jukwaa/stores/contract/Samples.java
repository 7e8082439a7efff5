package io.jukwaa.stores.contract;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.Timestamps;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Things to store. */
public final class Samples {
  /** When the tests' clocks start. */
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.678901Z");

  private Samples() {}

  public static Tenant tenant(String key) {
    return new Tenant(key, true, Tenant.DEFAULT_MAX_KEYS, Set.of("voice", "go"));
  }

  public static App app(String key) {
    return new App(key, "acme", "app.js", "api.done()", "vumigo-0.3", Map.of("config", "{\"a\": 1}"), Set.of("sms"),
        true, Set.of("localhost:80"));
  }

  public static Channel channel(String key) {
    return new Channel(key, "acme", "app", "json", Map.of("token", "t"), Channel.DEFAULT_APOLOGY);
  }

  public static UserMessage inbound(String id, String from, Instant time) {
    return UserMessage.of(Map.of("from_addr", from, "to_addr", "*120#", "content", "hello " + id, "transport_metadata",
        Map.of("session", Map.of("id", 7, "cost", 1.5))), new Stamp(id, time));
  }

  public static UserMessage outbound(String id, String to, Instant time) {
    return UserMessage.send(to, "bye", "default", new Stamp(id, time)).with("sent", Timestamps.text(time));
  }
}
