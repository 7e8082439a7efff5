package io.jukwaa.server.bench;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.server.StoreOpening;
import io.jukwaa.server.Stores;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Very many messages that came in, one every ten seconds, to be found or to be in the way.
 *
 * @param log where they are found
 * @param one stores the message of this number
 * @param ending done when those from one number to before another are stored
 */
public record StoredMessages(MessageLog log, IntConsumer one, Ending ending) {
  static final App APP = new App("search", "bench", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), false,
      Set.of());
  private static final int MESSAGES_OF_A_PERSON = 100;
  private static final int AT_ONCE = 64;
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** What is left to do when messages are stored. */
  public interface Ending {
    void end(int from, int to);
  }

  /** In a host's own database, as they come in. */
  static StoredMessages embedded(Stores stores) {
    MessageLog log = stores.conversations().messages();
    return new StoredMessages(log, number -> {
      log.appendInbound(APP, "c", message(number));
      log.complete(APP, "c", id(number));
    }, (_, _) -> stores.durability().flush());
  }

  /** In stores that hosts share, as a copy stores them: the same rows without the conditions. */
  public static StoredMessages shared(StoreOpening.Shared shared) {
    Target<Kept.Lasting> target = shared.cassandra().target();
    return new StoredMessages(shared.cassandra().messages(), number -> {
      UserMessage message = message(number);
      target.write(new Kept.Inbound(number, APP.key(), "c", message, true, Json.text(message.json().members())));
    }, (from, to) -> {
      target.write(new Kept.MessageTotal(APP.key(), "inbound", to));
      long minute = Duration.between(Instant.EPOCH, FIRST).toMinutes();
      int each = Math.toIntExact(Duration.ofMinutes(1).dividedBy(BETWEEN));
      atOnce(from / each, to / each, number -> target
          .write(new Kept.MinuteTotal(APP.key(), Direction.INBOUND, minute + number, each)));
    });
  }

  /** Stores those from one number to before another. */
  public void fill(int from, int to) {
    atOnce(from, to, one);
    ending.end(from, to);
  }

  static String id(int number) {
    return "m" + number;
  }

  /** People come and go: each has some messages in a row of all, among those of ten others. */
  static String address(int number) {
    int group = number / (MESSAGES_OF_A_PERSON * 10);
    return String.format("+27%09d", group * 10 + number % 10);
  }

  private static UserMessage message(int number) {
    return UserMessage.of(Map.of("from_addr", address(number), "to_addr", "12345", "content", "message " + number),
        new Stamp(id(number), FIRST.plus(BETWEEN.multipliedBy(number))));
  }

  private static void atOnce(int from, int to, IntConsumer work) {
    Semaphore room = new Semaphore(AT_ONCE);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int next = from; next < to && failure.get() == null; next++) {
        int number = next;
        room.acquireUninterruptibly();
        threads.execute(() -> {
          try {
            work.accept(number);
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
      }
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }
}
