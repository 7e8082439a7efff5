package io.jukwaa.server.chaos;

import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.HostProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host of the installation, which is killed and started again. Thread-safe: one thread starts and kills it. */
final class ChaosNode implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Installation installation;
  private final Path data;
  private final Path config;
  private final String name;
  /** What processes that have ended printed. */
  private final List<String> printed = new ArrayList<>();
  private volatile HostProcess process;

  ChaosNode(Installation installation, Path data, Path config, String name) {
    this.installation = installation;
    this.data = data;
    this.config = config;
    this.name = name;
    process = launch();
  }

  String name() {
    return name;
  }

  /** Where it listens; waits while it starts. */
  int port() {
    return process.port();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, with its workers. */
  void kill() {
    process.kill();
  }

  /** Ends it as an operator does. */
  void stop() {
    process.close();
  }

  /** Starts it again; returns at once. */
  void start() {
    printed.addAll(process.printed(""));
    process = launch();
  }

  /** Ends all its workers as {@code kill -9} does, once it has one. */
  void killWorkers() {
    while (workers().isEmpty()) {
      pause(BETWEEN_LOOKS); // each that there was has ended
    }
    process.forgetWorkers();
    workers().forEach(ProcessHandle::destroyForcibly);
  }

  /** Halts the host where it is, with its connections open, or lets it go on. Its workers do not notice. */
  void halt(boolean halted) throws IOException, InterruptedException {
    new ProcessBuilder("kill", halted ? "-STOP" : "-CONT", Long.toString(root().pid())).start().waitFor();
  }

  /** The host itself. */
  ProcessHandle root() {
    return process.tree().root();
  }

  /** How many threads of the system it has. */
  long threads() {
    return process.tree().threads();
  }

  private List<ProcessHandle> workers() {
    return process.tree().root().descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("io.jukwaa.worker")).toList();
  }

  /**
   * Waits until it says that it is ready.
   *
   * @return after how long
   */
  Duration awaitReady(HttpClient client) {
    long begun = System.nanoTime();
    URI ready = URI.create("http://127.0.0.1:" + port() + "/health/ready");
    while (!isReady(client, ready)) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException(name + " is not ready (expected: within " + PATIENCE + ")");
      }
      pause(BETWEEN_LOOKS);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Everything its processes have printed. */
  List<String> printed() {
    return Stream.concat(printed.stream(), process.printed("").stream()).toList();
  }

  /** Waits until a worker of the process that runs now can take messages. */
  void awaitWorker() {
    process.awaitWorker();
  }

  @Override
  public void close() {
    process.close();
  }

  static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isReady(HttpClient client, URI ready) {
    try {
      return client.send(HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HostProcess launch() {
    return new HostProcess(installation, data, "serve", "--config", config.toString());
  }
}
