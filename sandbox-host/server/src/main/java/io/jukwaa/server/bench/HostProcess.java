package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher's host in a process of its own, as an operator starts it. */
public final class HostProcess implements AutoCloseable {
  /** What {@code serve} and {@code demo} print when they listen. */
  private static final Pattern LISTENS = Pattern.compile(" on http://[^ ]*:(\\d+) ");
  /** What the host logs when a worker can take its first message. */
  private static final Pattern WORKER_READY = Pattern.compile("worker \\d+ ready: ");
  private static final int PATIENCE_SECONDS = 120;
  private static final Duration REST = Duration.ofSeconds(3);
  private static final int MOST_LOOKS = 20;
  /** The part of a core that a worker at rest does not reach. */
  private static final double BUSY = 0.05;

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Semaphore readyWorkers = new Semaphore(0);
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Starts {@code ./jukwaa} with these words, behind which come port and data folder. Does not wait. */
  public HostProcess(Installation installation, Path data, String... words) {
    List<String> command = new ArrayList<>(List.of(installation.home().resolve("jukwaa").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--port", "0", "--data", data.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("JUKWAA_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Processes.endWithThisOne(process);
    Thread.ofVirtual().name("host-output").start(this::read);
  }

  /** {@code serve} with this deployment. */
  static HostProcess serving(Installation installation, Workspace workspace, BenchDeployment deployment) {
    return new HostProcess(installation, workspace.folder("data"), "serve", "--config",
        deployment.write(workspace).toString());
  }

  /** Waits until it listens. */
  public int port() {
    try {
      return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchException("the host did not start (expected: it listens, see above)");
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Counts only workers that are ready from now on. */
  public void forgetWorkers() {
    readyWorkers.drainPermits();
  }

  /** Waits until one more worker can take messages than when this was last called. */
  public void awaitWorker() {
    try {
      if (!readyWorkers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BenchException("no worker is ready (expected: one within " + PATIENCE_SECONDS + " s)");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Waits until its workers have nothing to do any more: a spare begins to rehearse after two seconds. */
  void awaitRest() {
    try {
      double before = tree().cpu().children();
      for (int look = 0; look < MOST_LOOKS; look++) {
        TimeUnit.NANOSECONDS.sleep(REST.toNanos());
        double now = tree().cpu().children();
        if (now - before < BUSY * REST.toMillis()) {
          return;
        }
        before = now;
      }
      throw new BenchException(
          "the workers do not come to rest (expected: within " + REST.multipliedBy(MOST_LOOKS) + ")");
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Processor time of all runs so far, from its metrics. */
  double guestCpuSeconds() {
    return metric("jukwaa_guest_cpu_seconds_total{");
  }

  /** The sum of the lines of its metrics that begin so. */
  double metric(String beginning) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String metrics = client
          .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
      return metrics.lines().filter(line -> line.startsWith(beginning))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    } catch (IOException e) {
      throw new BenchException("metrics of the host (expected: served; " + e.getMessage() + ")");
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  public ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /** Ends it as the kernel would, without a word; its workers too. */
  public void kill() {
    Processes.kill(process);
  }

  @Override
  public void close() {
    Processes.end(process);
  }

  /** Until the process ends: a full pipe would stop it. */
  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
    port.completeExceptionally(new BenchException("the host ended"));
  }

  /** What it has printed on its standard output so far that holds this. */
  public List<String> printed(String part) {
    return lines.stream().filter(line -> line.contains(part)).toList();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private void take(String line) {
    lines.add(line);
    Matcher listens = LISTENS.matcher(line);
    if (!port.isDone() && listens.find()) {
      port.complete(Integer.parseInt(listens.group(1)));
    }
    if (WORKER_READY.matcher(line).find()) {
      readyWorkers.release();
    }
  }

  private static BenchException interrupted() {
    Thread.currentThread().interrupt();
    return new BenchException("interrupted while waiting for the host");
  }
}
