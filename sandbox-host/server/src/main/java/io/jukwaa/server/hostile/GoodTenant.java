package io.jukwaa.server.hostile;

import io.jukwaa.server.bench.Dialogue;
import io.jukwaa.server.bench.Latencies;
import io.jukwaa.server.bench.LoadGenerator;
import io.jukwaa.server.bench.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A tenant whose users hold whole conversations all the time, on a thread of its own, until it is closed. */
final class GoodTenant implements AutoCloseable {
  private static final int USERS = 100;
  private static final int CONNECTIONS = 8;
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final LoadGenerator load;
  private final double perSecond;
  private final List<LoadGenerator.Result> results = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable RuntimeException failure;

  /** Speaks at once, for so long without being counted: until its own worker is warm. */
  GoodTenant(int port, Workspace workspace, double perSecond, Duration warmUp) {
    Dialogue dialogue = Dialogue.read(workspace.file("conversation.json"));
    load = new LoadGenerator(port, CONNECTIONS, dialogue.speakers(HostileDeployment.GOOD, 0, USERS));
    this.perSecond = perSecond;
    load.saturate(warmUp, 2);
    thread = Thread.ofPlatform().name("good-tenant").start(this::speak);
  }

  /** Messages answered so far, and how fast. */
  Latencies latencies() {
    return Latencies.of(results.stream().map(LoadGenerator.Result::latencies).toList());
  }

  /** A place in time, for {@link #since}. */
  int now() {
    return results.size();
  }

  /** What happened in the seconds that have ended since then. */
  Meanwhile since(int then) {
    List<LoadGenerator.Result> seconds = results.subList(then, results.size());
    return new Meanwhile(Latencies.of(seconds.stream().map(LoadGenerator.Result::latencies).toList()),
        seconds.stream().mapToLong(LoadGenerator.Result::wrong).sum());
  }

  long wrong() {
    return results.stream().mapToLong(LoadGenerator.Result::wrong).sum() + (failure == null ? 0 : 1);
  }

  @Nullable
  String firstWrong() {
    RuntimeException failed = failure;
    return failed == null ? load.firstWrong() : failed.getMessage();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    load.close();
  }

  private void speak() {
    try {
      while (!closing) {
        results.add(load.pace(SLICE, perSecond));
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
