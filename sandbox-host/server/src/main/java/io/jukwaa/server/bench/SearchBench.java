package io.jukwaa.server.bench;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Closing;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.StoreOpening;
import io.jukwaa.server.Stores;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/** {@code ./jukwaa bench search}: whether finding messages takes longer the more there are. */
public final class SearchBench {
  private static final int LEAST = 10_000;
  private static final int TIMES = 300;
  private static final int MESSAGES_OF_A_PERSON = 100;
  private static final int SHOWN = 20;
  private static final int AT_ONCE = 64;
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final App APP = new App("search", "bench", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(),
      false, Set.of());

  /** @param most messages at the end; it begins with 10,000 and takes ten times as many each time */
  public record Plan(int most, boolean grown) {}

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;

  public SearchBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /** By the number of messages stored: median and 99th percentile in milliseconds of each question. */
  public Map<String, Object> run() {
    Map<String, Object> report = new LinkedHashMap<>();
    try (Workspace workspace = Workspace.open(installation); Closing closing = new Closing()) {
      StoreOpening opening = new StoreOpening(settings(workspace, closing), Clock.systemUTC());
      Filling filling = plan.grown() ? shared(opening.openShared(closing)) : embedded(opening.open(closing));
      MessageLog log = filling.log();
      int stored = 0;
      for (long size = LEAST; size <= plan.most(); size *= 10) {
        filling.fill(stored, Math.toIntExact(size));
        stored = Math.toIntExact(size);
        report.put(Long.toString(size), questions(log, stored));
        progress.say(size + " messages: " + report.get(Long.toString(size)));
      }
    }
    return report;
  }

  private Settings settings(Workspace workspace, Closing closing) {
    Map<String, Map<String, String>> areas = new LinkedHashMap<>();
    if (plan.grown()) {
      GrownServers servers = closing.add(GrownServers.start(installation.home()));
      areas.putAll(servers.settings("search", GrownServers.writeKey(workspace.file("encryption.key"))));
    } else {
      areas.put("data", Map.of("directory", workspace.folder("data").toString()));
    }
    try {
      Path config = Files.writeString(workspace.file("search.yaml"), Json.pretty(areas));
      return Settings.of(Values.standard().withFile(ConfigurationFile.read(config).settings()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param store stores the message of this number */
  private record Filling(MessageLog log, IntConsumer store, Ending ending) {
    /** Done when so many are stored. */
    private interface Ending {
      void end(int from, int to);
    }

    void fill(int from, int to) {
      atOnce(from, to, store);
      ending.end(from, to);
    }
  }

  private static Filling embedded(Stores stores) {
    MessageLog log = stores.conversations().messages();
    return new Filling(log, number -> {
      log.appendInbound(APP, "c", message(number));
      log.complete(APP, "c", "m" + number);
    }, (_, _) -> stores.durability().flush());
  }

  /** As a copy stores them: the same rows without the conditions. */
  private static Filling shared(StoreOpening.Shared shared) {
    Target<Kept.Lasting> target = shared.cassandra().target();
    return new Filling(shared.cassandra().messages(), number -> {
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

  private static void atOnce(int from, int to, IntConsumer work) {
    Semaphore room = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int next = from; next < to; next++) {
        int number = next;
        room.acquireUninterruptibly();
        threads.execute(() -> {
          work.accept(number);
          room.release();
        });
      }
    }
  }

  private static Map<String, Object> questions(MessageLog log, int stored) {
    Random random = new Random(stored);
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("withAddress", time(_ -> expect(
        log.latestWith(APP, Direction.INBOUND, address(random.nextInt(stored)), SHOWN).size(), SHOWN)));
    answers.put("newest", time(_ -> expect(log.latest(APP, Direction.INBOUND, SHOWN).size(), SHOWN)));
    answers.put("byId", time(
        _ -> expect(log.find(APP, Direction.INBOUND, "m" + random.nextInt(stored)) == null ? 0 : 1, 1)));
    answers.put("count", time(_ -> expect(log.count(APP, Direction.INBOUND), stored)));
    answers.put("countOfADay", time(_ -> log.countWithin(APP, Direction.INBOUND, Duration.ofDays(1))));
    return answers;
  }

  /** Each asked so often before that whatever compiles or is cached is. */
  private static Map<String, Double> time(IntConsumer question) {
    long[] micros = new long[TIMES];
    for (int number = -TIMES; number < TIMES; number++) {
      long begun = System.nanoTime();
      question.accept(number);
      if (number >= 0) {
        micros[number] = (System.nanoTime() - begun) / 1_000;
      }
    }
    Latencies latencies = new Latencies(micros, TIMES);
    return Map.of("p50", latencies.percentile(0.5), "p99", latencies.percentile(0.99));
  }

  private static void expect(long found, long expected) {
    if (found != expected) {
      throw new BenchException("found " + found + " (expected: " + expected + ")");
    }
  }

  private static UserMessage message(int number) {
    return UserMessage.of(Map.of("from_addr", address(number), "to_addr", "12345", "content", "message " + number),
        new Stamp("m" + number, FIRST.plus(BETWEEN.multipliedBy(number))));
  }

  /** People come and go: each has some messages in a row of all, among those of ten others. */
  private static String address(int number) {
    int group = number / (MESSAGES_OF_A_PERSON * 10);
    return String.format("+27%09d", group * 10 + number % 10);
  }
}
