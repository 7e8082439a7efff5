package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Some hosts of one installation, each with users of its own who send as fast as they are answered. Not thread-safe.
 */
final class ScaleSetup implements AutoCloseable {
  private static final int USERS = 200;

  private final String name;
  private final @Nullable GrownServers servers;
  private final List<HostProcess> hosts = new ArrayList<>();
  private final List<LoadGenerator> loads = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  /**
   * What a turn came to.
   *
   * @param milliseconds of processor time a message, by part
   * @param calls to each engine a message
   */
  record Turn(double perSecond, Latencies latencies, long wrong, Map<String, Double> milliseconds,
      Map<String, Double> calls) {}

  /**
   * Starts the hosts; returns when they listen.
   *
   * @param servers that the hosts share; null for a single host's own database
   */
  ScaleSetup(String name, Installation installation, Workspace workspace, Path config, int nodes, int connections,
      @Nullable GrownServers servers) {
    this.name = name;
    this.servers = servers;
    Dialogue dialogue = Dialogue.read(workspace.file("conversation.json"));
    for (int node = 0; node < nodes; node++) {
      HostProcess host = new HostProcess(installation, workspace.folder("data"), "serve", "--config",
          config.toString());
      hosts.add(host);
      loads.add(new LoadGenerator(host.port(), connections / nodes,
          dialogue.speakers("survey-0", node * USERS, (node + 1) * USERS)));
    }
  }

  String name() {
    return name;
  }

  /** @param atOnce messages on their way at once, of all hosts */
  Turn measure(Duration time, int atOnce) {
    Map<String, Double> cpu = cpu();
    Map<String, Double> calls = calls();
    int each = Math.max(1, atOnce / loads.size());
    List<CompletableFuture<LoadGenerator.Result>> running = loads.stream()
        .map(load -> CompletableFuture.supplyAsync(() -> load.saturate(time, each), threads)).toList();
    List<LoadGenerator.Result> results = running.stream().map(CompletableFuture::join).toList();
    Latencies latencies = Latencies.of(results.stream().map(LoadGenerator.Result::latencies).toList());
    return new Turn(results.stream().mapToDouble(LoadGenerator.Result::perSecond).sum(), latencies,
        results.stream().mapToLong(LoadGenerator.Result::wrong).sum(), each(cpu, cpu(), latencies.count()),
        each(calls, calls(), latencies.count()));
  }

  @Nullable
  String firstWrong() {
    return loads.stream().map(LoadGenerator::firstWrong).filter(java.util.Objects::nonNull).findFirst().orElse(null);
  }

  @Override
  public void close() {
    loads.forEach(LoadGenerator::close);
    hosts.forEach(HostProcess::close);
    threads.shutdownNow();
  }

  private static Map<String, Double> each(Map<String, Double> before, Map<String, Double> after, int messages) {
    Map<String, Double> each = new LinkedHashMap<>();
    after.forEach((part, value) -> each.put(part, (value - before.getOrDefault(part, 0.0)) / Math.max(1, messages)));
    return each;
  }

  /** Milliseconds so far. */
  private Map<String, Double> cpu() {
    Map<String, Double> cpu = new LinkedHashMap<>();
    cpu.put("host", hosts.stream().mapToDouble(host -> host.tree().cpu().own()).sum());
    cpu.put("workers", hosts.stream().mapToDouble(host -> host.tree().cpu().children()).sum());
    if (servers != null) {
      cpu.put("redis", new ProcessTree(servers.redis().process()).cpu().own());
      cpu.put("cassandra", new ProcessTree(servers.cassandra().process()).cpu().own());
    }
    return cpu;
  }

  private Map<String, Double> calls() {
    Map<String, Double> calls = new LinkedHashMap<>();
    for (String engine : servers == null ? List.<String>of() : List.of("redis", "cassandra")) {
      calls.put(engine, hosts.stream()
          .mapToDouble(host -> host.metric("jukwaa_store_calls_total{engine=\"" + engine + "\"")).sum());
    }
    return calls;
  }
}
