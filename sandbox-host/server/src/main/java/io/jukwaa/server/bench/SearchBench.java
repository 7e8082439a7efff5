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
      Stores stores = new StoreOpening(settings(workspace, closing), Clock.systemUTC()).open(closing);
      MessageLog log = stores.conversations().messages();
      int stored = 0;
      for (long size = LEAST; size <= plan.most(); size *= 10) {
        fill(log, stored, Math.toIntExact(size));
        stores.durability().flush();
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

  private static void fill(MessageLog log, int from, int to) {
    Semaphore room = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = from; number < to; number++) {
        int message = number;
        room.acquireUninterruptibly();
        threads.execute(() -> {
          log.appendInbound(APP, "c", message(message));
          log.complete(APP, "c", "m" + message);
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
