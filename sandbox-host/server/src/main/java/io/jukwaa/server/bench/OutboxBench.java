package io.jukwaa.server.bench;

import io.jukwaa.resource.App;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code ./jukwaa bench outbox}: an app writes to ever so many people while others phone, and channels hold the caps of
 * their operators. The operator is a stub on the same machine, which answers at once.
 */
public final class OutboxBench {
  private static final String PHONES = "survey-0";
  private static final String NEWS = "news";
  private static final int A_RUN = 50;
  private static final int RUNS_AT_ONCE = 4;
  private static final int USERS = 500;
  private static final int CONNECTIONS = 64;
  private static final double LATEST_MILLIS = 250;

  /**
   * What is done.
   *
   * @param messages of the broadcast, a multiple of {@value #A_RUN}
   * @param phonesPerSecond steps of dialogues beside it
   * @param perSecond what the channel of the broadcast may send
   * @param caps messages a second that channels may send, each measured alone
   * @param capped how long each of them
   */
  public record Plan(int messages, int perSecond, int phonesPerSecond, List<Integer> caps, Duration capped,
      Duration warmUp) {
    public Plan {
      caps = List.copyOf(caps);
    }
  }

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;
  private final Arrivals arrivals = new Arrivals();
  private final Goals goals = new Goals();
  private final HttpClient client = HttpClient.newHttpClient();

  public OutboxBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /** @throws BenchException if a host does not start, or something does not arrive or arrives twice */
  public Map<String, Object> run() {
    Map<String, Object> report = new LinkedHashMap<>();
    try (Workspace workspace = Workspace.open(installation); StubOperator operator = StubOperator.start()) {
      operator.tell(arrivals::add);
      progress.say(Machine.description(workspace));
      Path data = workspace.folder("data");
      try (HostProcess host = new HostProcess(installation, data, "serve", "--config",
          deployment(workspace, operator).toString())) {
        measure(host, workspace, report);
      }
      count(data, report);
    }
    report.put("missed", goals.missed());
    return report;
  }

  private void measure(HostProcess host, Workspace workspace, Map<String, Object> report) {
    List<Speaker> speakers = Dialogue.read(workspace.file("conversation.json")).speakers(PHONES, 0, USERS);
    try (LoadGenerator phones = new LoadGenerator(host.port(), CONNECTIONS, speakers)) {
      phones.pace(plan.warmUp(), plan.phonesPerSecond());
      send(host, "warm", A_RUN);
      arrivals.await(A_RUN);
      put(report, "phonesAlone", phones.pace(plan.capped(), plan.phonesPerSecond()));
      broadcast(host, phones, report);
    }
    for (int cap : plan.caps()) {
      arrivals.begin();
      int messages = Math.toIntExact(cap * plan.capped().toSeconds());
      send(host, "cap" + cap, messages);
      arrivals.await(messages);
      report.put("cap" + cap, arrivals.times().held(cap));
      goals.held(cap, arrivals.times());
      progress.say("cap " + cap + ": " + report.get("cap" + cap));
    }
  }

  /** Phones go on until the operator has every message. */
  private void broadcast(HostProcess host, LoadGenerator phones, Map<String, Object> report) {
    arrivals.begin();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
      send(host, "fast", plan.messages());
      arrivals.await(plan.messages());
      over.set(true);
    }, task -> Thread.ofPlatform().daemon().start(task));
    List<LoadGenerator.Result> beside = new java.util.ArrayList<>();
    long begun = System.nanoTime();
    while (!over.get() && !all.isCompletedExceptionally()) {
      beside.add(phones.pace(Duration.ofSeconds(1), plan.phonesPerSecond()));
    }
    all.join();
    double seconds = (System.nanoTime() - begun) / 1e9;
    Latencies latencies = Latencies.of(beside.stream().map(LoadGenerator.Result::latencies).toList());
    long wrong = beside.stream().mapToLong(LoadGenerator.Result::wrong).sum();
    put(report, "phonesDuringBroadcast", new LoadGenerator.Result(wrong, seconds, latencies));
    goals.atMost("phones during the broadcast, p99 in ms", LATEST_MILLIS, rounded(latencies.percentile(0.99)));
    goals.atMost("wrong screens during the broadcast", 0, (double) wrong);
    report.put("broadcast", Map.of("messages", plan.messages(), "seconds", rounded(seconds), "perSecond",
        rounded(plan.messages() / seconds), "left", arrivals.different(), "leftAgain", arrivals.again()));
    progress.say("broadcast: " + report.get("broadcast"));
    if (arrivals.again() != 0) {
      throw new BenchException("left again: " + arrivals.again() + " (expected: 0, as nothing fails)");
    }
  }

  /** What the stores say when the host has stopped: of each message once that it is stored, and that it was taken. */
  private void count(Path data, Map<String, Object> report) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      App news = Objects.requireNonNull(database.deployments().app(NEWS));
      long replies = database.messages().count(news, Direction.INBOUND);
      long stored = database.messages().count(news, Direction.OUTBOUND) - replies;
      long acks = database.messages().countEvents(news).getOrDefault("ack", 0L);
      int waiting = database.outbox().channels().size();
      report.put("stored", stored);
      report.put("acks", acks);
      report.put("waiting", waiting);
      long sent = A_RUN + plan.messages()
          + plan.caps().stream().mapToLong(cap -> cap * plan.capped().toSeconds()).sum();
      if (stored != sent || acks != sent || waiting != 0) {
        throw new BenchException(
            "stored: " + stored + ", acks: " + acks + ", channels in which something waits: " + waiting
                + " (expected: " + sent + ", as many, 0)");
      }
    }
  }

  private void put(Map<String, Object> report, String name, LoadGenerator.Result result) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("perSecond", rounded(result.perSecond()));
    figures.put("p50Ms", rounded(result.latencies().percentile(0.5)));
    figures.put("p99Ms", rounded(result.latencies().percentile(0.99)));
    figures.put("wrong", result.wrong());
    report.put(name, figures);
    progress.say(name + ": " + figures);
  }

  /** Has the app send, in runs of some dozen messages; returns when all are stored. */
  private void send(HostProcess host, String endpoint, int messages) {
    try (ExecutorService threads = Executors.newFixedThreadPool(RUNS_AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Void>> runs = new java.util.ArrayList<>();
      for (int first = 0; first < messages; first += A_RUN) {
        int from = first;
        runs.add(threads.submit(() -> order(host, endpoint, from, Math.min(A_RUN, messages - from))));
      }
      for (Future<Void> run : runs) {
        run.get();
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new BenchException("the app was not told to send (expected: it says how many; " + e.getCause() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted");
    }
  }

  private Void order(HostProcess host, String endpoint, int first, int count) throws IOException, InterruptedException {
    String content = Json.text(Map.of("endpoint", endpoint, "first", first, "count", count));
    String body = Json.text(Map.of("from_addr", "+1", "to_addr", "news", "content", content));
    String said = client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/messages/" + NEWS))
            .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString()).body();
    if (!said.contains("taken: " + count)) {
      throw new BenchException("the app said " + said + " (expected: taken: " + count + ")");
    }
    return null;
  }

  private Path deployment(Workspace workspace, StubOperator operator) {
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> endpoints = new LinkedHashMap<>();
    Map<String, Object> patient = Map.of("within", "300");
    channels.put(PHONES, Map.of("transport", "json", "app", PHONES, "settings", patient));
    channels.put(NEWS, Map.of("transport", "json", "app", NEWS, "settings", patient));
    Map<String, Integer> caps = new LinkedHashMap<>(Map.of("warm", plan.perSecond(), "fast", plan.perSecond()));
    plan.caps().forEach(cap -> caps.put("cap" + cap, cap));
    caps.forEach((name, cap) -> {
      endpoints.put(name, name);
      channels.put(name, Map.of("transport", "africastalking-sms", "app", NEWS, "settings", Map.of("username", "bench",
          "api-key", "bench", "url", operator.url(), "messages-per-second", cap + "", "messages-at-once", "50")));
    });
    Map<String, Object> all = Map.of("sandbox", Map.of("compile", "on", "wall-time", "60s", "cpu-time", "30s"),
        "deploy", Map.of("tenants", Map.of("survey", Map.of(), NEWS, Map.of()), "apps", Map.of(
            PHONES, Map.of("tenant", "survey", "file", "app.js", "config", Map.of("config", Map.of("name", PHONES))),
            NEWS, Map.of("tenant", NEWS, "file", "news.js", "endpoints", endpoints)), "channels", channels));
    try {
      return Files.writeString(workspace.file("outbox.yaml"), Json.pretty(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
