package io.jukwaa.server.chaos;

import io.jukwaa.server.bench.GrownServers;
import io.jukwaa.server.bench.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Kills a process at random, starts it again and measures how long nobody could use it; then the next. Or halts a host
 * for so long that others take it for dead. On the calling thread.
 */
final class Havoc {
  private static final int LEAST_PAUSE = 500;
  private static final int MOST_PAUSE = 3_000;

  /** Longer than a host lives by its last word. */
  private static final Duration HALT = Duration.ofSeconds(4);

  /** What can be killed. */
  enum Victim {
    NODE, WORKER, HALTED, REDIS, CASSANDRA
  }

  /**
   * One kill.
   *
   * @param ready from when the process was started again or went on until the hosts said that they are ready
   * @param worker until the host that was killed, or whose worker was, had a worker; zero for other victims
   */
  record Kill(Victim victim, Duration ready, Duration worker) {}

  private final GrownServers servers;
  private final List<ChaosNode> nodes;
  private final HttpClient client;
  private final RandomGenerator random;
  private final Progress progress;
  private final List<Kill> kills = new ArrayList<>();

  Havoc(GrownServers servers, List<ChaosNode> nodes, HttpClient client, RandomGenerator random, Progress progress) {
    this.servers = servers;
    this.nodes = nodes;
    this.client = client;
    this.random = random;
    this.progress = progress;
  }

  /** Goes on for so long, and until the last victim is back; every kind is a victim once in five. */
  void go(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Victim> next = new ArrayList<>();
    while (System.nanoTime() < end) {
      ChaosNode.pause(Duration.ofMillis(random.nextInt(LEAST_PAUSE, MOST_PAUSE)));
      if (next.isEmpty()) {
        next.addAll(List.of(Victim.values()));
      }
      kill(next.remove(random.nextInt(next.size())));
    }
  }

  List<Kill> kills() {
    return List.copyOf(kills);
  }

  /** How often each was killed. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Victim victim : Victim.values()) {
      counts.put(victim.name().toLowerCase(java.util.Locale.ROOT),
          kills.stream().filter(kill -> kill.victim() == victim).count());
    }
    return counts;
  }

  private void kill(Victim victim) throws IOException, InterruptedException {
    Kill kill = switch (victim) {
      case NODE -> node(nodes.get(random.nextInt(nodes.size())));
      case WORKER -> worker(nodes.get(random.nextInt(nodes.size())));
      case HALTED -> halted(nodes.get(random.nextInt(nodes.size())));
      case REDIS -> redis();
      case CASSANDRA -> cassandra();
    };
    kills.add(kill);
    progress.say(String.format("%-9s ready again after %5d ms%s",
        victim.name().toLowerCase(java.util.Locale.ROOT),
        kill.ready().toMillis(), kill.worker().isZero() ? "" : ", a worker after " + kill.worker().toMillis() + " ms"));
  }

  private Kill node(ChaosNode node) {
    node.kill();
    long begun = System.nanoTime();
    node.start();
    node.awaitReady(client);
    Duration ready = since(begun);
    node.awaitWorker();
    return new Kill(Victim.NODE, ready, since(begun));
  }

  private Kill worker(ChaosNode node) {
    node.killWorkers();
    long begun = System.nanoTime();
    node.awaitWorker();
    return new Kill(Victim.WORKER, Duration.ZERO, since(begun));
  }

  private Kill halted(ChaosNode node) throws IOException, InterruptedException {
    node.halt(true);
    try {
      ChaosNode.pause(HALT);
    } finally {
      node.halt(false);
    }
    return new Kill(Victim.HALTED, allReady(), Duration.ZERO);
  }

  private Kill redis() throws IOException, InterruptedException {
    servers.redis().kill();
    ChaosNode.pause(Duration.ofMillis(random.nextInt(MOST_PAUSE)));
    servers.redis().restart();
    return new Kill(Victim.REDIS, allReady(), Duration.ZERO);
  }

  private Kill cassandra() throws IOException, InterruptedException {
    servers.cassandra().kill();
    servers.cassandra().restart();
    servers.cassandra().awaitReady();
    return new Kill(Victim.CASSANDRA, allReady(), Duration.ZERO);
  }

  private Duration allReady() {
    long begun = System.nanoTime();
    nodes.forEach(node -> node.awaitReady(client));
    return since(begun);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
