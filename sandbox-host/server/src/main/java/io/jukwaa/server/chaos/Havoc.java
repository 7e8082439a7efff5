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
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kills a process at random, starts it again and measures how long nobody could use it; then the next. Or stops a host as
 * its operator does, or halts it for so long that others take it for dead. On the calling thread.
 */
final class Havoc {
  private static final int LEAST_PAUSE = 500;
  private static final int MOST_PAUSE = 3_000;

  /** Longer than a host lives by its last word. */
  private static final Duration HALT = Duration.ofSeconds(4);

  /** For how long there is no room. */
  private static final Duration FULL = Duration.ofSeconds(8);

  /** What can be killed. */
  enum Victim {
    NODE, WORKER, HALTED, REDIS, CASSANDRA, STOPPED, DISK
  }

  /**
   * Who can be killed.
   *
   * @param disk of the servers, which can be filled
   */
  record Victims(GrownServers servers, List<ChaosNode> nodes, @Nullable SmallDisk disk) {
    private List<Victim> kinds() {
      return Stream.of(Victim.values()).filter(kind -> kind != Victim.DISK || disk != null).toList();
    }
  }

  /**
   * One kill.
   *
   * @param ready from when the process was started again or went on until the hosts said that they are ready
   * @param worker until the host that ended, or whose worker did, had a worker; zero for other victims
   */
  record Kill(Victim victim, Duration ready, Duration worker) {}

  private final Victims victims;
  private final List<ChaosNode> nodes;
  private final HttpClient client;
  private final RandomGenerator random;
  private final Progress progress;
  private final List<Kill> kills = new ArrayList<>();

  Havoc(Victims victims, HttpClient client, RandomGenerator random, Progress progress) {
    this.victims = victims;
    nodes = victims.nodes();
    this.client = client;
    this.random = random;
    this.progress = progress;
  }

  /** Goes on for so long, and until the last victim is back; every kind is a victim once in as many as there are. */
  void go(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Victim> next = new ArrayList<>();
    while (System.nanoTime() < end) {
      ChaosNode.pause(Duration.ofMillis(random.nextInt(LEAST_PAUSE, MOST_PAUSE)));
      if (next.isEmpty()) {
        next.addAll(victims.kinds());
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
    for (Victim victim : victims.kinds()) {
      counts.put(victim.name().toLowerCase(java.util.Locale.ROOT),
          kills.stream().filter(kill -> kill.victim() == victim).count());
    }
    return counts;
  }

  private void kill(Victim victim) throws IOException, InterruptedException {
    Kill kill = switch (victim) {
      case NODE -> again(victim, nodes.get(random.nextInt(nodes.size())), ChaosNode::kill);
      case STOPPED -> again(victim, nodes.get(random.nextInt(nodes.size())), ChaosNode::stop);
      case WORKER -> worker(nodes.get(random.nextInt(nodes.size())));
      case HALTED -> halted(nodes.get(random.nextInt(nodes.size())));
      case REDIS -> gone(victim, new GoneStore.Redis(victims.servers().redis()), random.nextInt(MOST_PAUSE));
      case CASSANDRA -> gone(victim, new GoneStore.Cassandra(victims.servers().cassandra()), 0);
      case DISK -> gone(victim, new GoneStore.Disk(Objects.requireNonNull(victims.disk()), victims.servers()),
          FULL.toMillis());
    };
    kills.add(kill);
    progress.say(String.format("%-9s ready again after %5d ms%s",
        victim.name().toLowerCase(java.util.Locale.ROOT),
        kill.ready().toMillis(), kill.worker().isZero() ? "" : ", a worker after " + kill.worker().toMillis() + " ms"));
  }

  private Kill again(Victim victim, ChaosNode node, Consumer<ChaosNode> ending) {
    ending.accept(node);
    long begun = System.nanoTime();
    node.start();
    node.awaitReady(client);
    Duration ready = since(begun);
    node.awaitWorker();
    return new Kill(victim, ready, since(begun));
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

  private Kill gone(Victim victim, GoneStore store, long millis) throws IOException, InterruptedException {
    store.kill();
    ChaosNode.pause(Duration.ofMillis(millis));
    store.comeBack();
    return new Kill(victim, allReady(), Duration.ZERO);
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
