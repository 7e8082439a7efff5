package io.jukwaa.server.bench;

import io.jukwaa.server.Closing;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.StoreOpening;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/** {@code ./jukwaa bench search}: whether finding messages takes longer the more there are. */
public final class SearchBench {
  private static final int LEAST = 10_000;
  private static final int TIMES = 300;
  private static final int SHOWN = 20;

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
      StoredMessages messages = plan.grown()
          ? StoredMessages.shared(opening.openShared(closing))
          : StoredMessages.embedded(opening.open(closing));
      int stored = 0;
      for (long size = LEAST; size <= plan.most(); size *= 10) {
        long begun = System.nanoTime();
        messages.fill(stored, Math.toIntExact(size));
        progress.say(size + " messages are stored after " + (System.nanoTime() - begun) / 1_000_000_000 + " s more");
        stored = Math.toIntExact(size);
        report.put(Long.toString(size), questions(messages.log(), stored));
        progress.say(size + " messages: " + report.get(Long.toString(size)));
      }
    }
    return report;
  }

  private Settings settings(Workspace workspace, Closing closing) {
    Map<String, Map<String, String>> areas = new LinkedHashMap<>();
    if (plan.grown()) {
      GrownServers servers = closing.add(GrownServers.startLarge(installation.home()));
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

  private static Map<String, Object> questions(MessageLog log, int stored) {
    Random random = new Random(stored);
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("withAddress", time(_ -> expect(
        log.latestWith(StoredMessages.APP, Direction.INBOUND, StoredMessages.address(random.nextInt(stored)), SHOWN)
            .size(),
        SHOWN)));
    answers.put("newest", time(_ -> expect(log.latest(StoredMessages.APP, Direction.INBOUND, SHOWN).size(), SHOWN)));
    answers.put("byId", time(
        _ -> expect(
            log.find(StoredMessages.APP, Direction.INBOUND, StoredMessages.id(random.nextInt(stored))) == null ? 0 : 1,
            1)));
    answers.put("count", time(_ -> expect(log.count(StoredMessages.APP, Direction.INBOUND), stored)));
    answers.put("countOfADay", time(_ -> log.countWithin(StoredMessages.APP, Direction.INBOUND, Duration.ofDays(1))));
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
}
