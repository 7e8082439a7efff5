package io.jukwaa.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.Timestamps;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Things to store. */
public final class Samples {
  /** When the tests' clocks start. */
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.678901Z");

  private static final AtomicInteger NAMES = new AtomicInteger();

  private Samples() {}

  /** A name no other test of this JVM has: a store they share is not emptied between them. */
  public static String fresh(String name) {
    return name + "-" + NAMES.incrementAndGet();
  }

  /** Runs it so many times at once, each with its number, and fails if one of them does. */
  public static void atOnce(int times, IntConsumer action) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> running = IntStream.range(0, times)
          .mapToObj(i -> threads.submit(() -> action.accept(i))).toList();
      running.forEach(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(2)));
    }
  }

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
