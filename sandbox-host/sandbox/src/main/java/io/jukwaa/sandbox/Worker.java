package io.jukwaa.sandbox;

import io.jukwaa.confinement.Layer;
import io.jukwaa.confinement.Scheduling;
import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.Answer;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Load;
import io.jukwaa.frame.Frame.Ready;
import io.jukwaa.frame.Frame.Rehearse;
import io.jukwaa.frame.Frame.Rehearsed;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Slow;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Stop;
import io.jukwaa.frame.FrameReader;
import io.jukwaa.frame.FrameWriter;
import io.jukwaa.resource.App;
import io.jukwaa.store.LogText;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker process and the runs in it. Thread-safe.
 *
 * <p>The worker is not believed: what it says about runs that are not in it, and anything that is not a frame, ends it.
 */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int STDERR_LINE = 2_000;
  /** Many times what a start takes on a busy machine. */
  private static final int READY_SECONDS = 60;
  /** How the JVM ends when its heap is full. */
  private static final int OUT_OF_MEMORY = 3;
  private static final String HEAP_FULL = "the heap of its worker was full";
  private static final int MEAN_OF_RUNS = 64;
  private static final long UNKNOWN_MEAN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Process process;
  private final FrameWriter writer;
  private final CompletableFuture<Ready> ready = new CompletableFuture<>();
  private final Map<Long, WorkerRun> runs = new ConcurrentHashMap<>();
  /** Names of apps in this worker; guarded by the writer. */
  private final Map<LoadedApp, String> loaded = new HashMap<>();
  private final AtomicLong lastRun = new AtomicLong();
  private volatile boolean discarded;
  private volatile boolean rehearsed;
  private volatile @Nullable String lost;
  private volatile long lastUsedNanos = System.nanoTime();
  /** Written by the thread that reads. */
  private volatile long meanCpuNanos = UNKNOWN_MEAN_NANOS;

  private record LoadedApp(String key, String source, Map<String, String> config) {}

  private Worker(Process process) {
    this.process = process;
    this.writer = new FrameWriter(process.getOutputStream());
  }

  /** What starts processes. */
  interface Starter {
    Process start(ProcessBuilder builder) throws IOException;
  }

  /** Starts a process; {@link #awaitReady} waits until it can be used. What it says on standard error is logged. */
  static Worker start(List<String> command, Starter starter) throws IOException {
    return start(command, starter, line -> LOG.warn("{}", line));
  }

  /** @param errors gets each line the process writes to its standard error */
  static Worker start(List<String> command, Starter starter, Consumer<String> errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(new File("/"));
    builder.environment().clear();
    // Not a secret, and the only one: glibc would otherwise keep a heap for each thread of the JVM.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Worker worker = new Worker(starter.start(builder));
    // Not virtual threads, see Spawner.
    Thread.ofPlatform().daemon().name("worker-" + worker.process.pid()).start(worker::read);
    Thread.ofPlatform().daemon().name("worker-errors-" + worker.process.pid()).start(() -> worker.readErrors(errors));
    return worker;
  }

  /** @throws WorkerException if the process ended before it was ready, or was not within {@value #READY_SECONDS} s */
  Ready awaitReady() {
    try {
      return ready.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new WorkerException("worker did not start: " + e.getCause());
    } catch (TimeoutException e) {
      kill();
      throw new WorkerException("worker was not ready within " + READY_SECONDS + " s");
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new WorkerException("the host is stopping");
    }
  }

  /** Which of the operating system's walls it says it stands behind; none before it is ready. */
  Set<Layer> layers() {
    return ready.isDone() && !ready.isCompletedExceptionally()
        ? Layer.parse(ready.join().confinement())
        : EnumSet.noneOf(Layer.class);
  }

  long pid() {
    return process.pid();
  }

  /** Whether it can take another run. */
  boolean isUsable() {
    return process.isAlive() && !discarded;
  }

  /** Whether it has started and takes runs. */
  boolean isReady() {
    return isUsable() && ready.isDone();
  }

  int runsInProgress() {
    return runs.size();
  }

  long runsStarted() {
    return lastRun.get();
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  /** CPU time the guests of late took for a run; pessimistic for a worker that has not shown it yet. */
  long meanCpuNanos() {
    return meanCpuNanos;
  }

  /** CPU time the runs in it may still take. */
  long backlogNanos() {
    return runs.size() * meanCpuNanos;
  }

  /** Takes no new runs; ends when the last one has. */
  synchronized void discard() {
    discarded = true;
    if (runs.isEmpty()) {
      close();
    }
  }

  /**
   * Begins a run. Its end, also through the worker's death, completes {@link WorkerRun#ended}.
   *
   * @return false if the worker takes no new runs; another one must be found
   */
  boolean begin(WorkerRun run, App app, Start template) {
    long id = lastRun.incrementAndGet();
    lastUsedNanos = System.nanoTime();
    run.startedIn(this, id);
    synchronized (this) {
      if (discarded) {
        return false;
      }
      runs.put(id, run);
    }
    try {
      synchronized (writer) {
        writer.write(new Start(id, load(app), template.handler(), template.json(), template.budget()));
        writer.flush();
      }
    } catch (IOException e) {
      LOG.debug("worker {} does not read any more", pid());
    }
    String reason = lost;
    if (reason != null && runs.remove(id) != null) {
      run.lost(reason, false);
    }
    return true;
  }

  /** The name the app goes by in this worker; makes it known there if it is not yet. Holds the writer. */
  private String load(App app) {
    LoadedApp wanted = new LoadedApp(app.key(), app.source(), app.config());
    String known = loaded.get(wanted);
    if (known != null) {
      return known;
    }
    String name = app.key() + "#" + loaded.size();
    writer.write(new Load(name, app.name(), app.source(), app.config()));
    loaded.put(wanted, name);
    return name;
  }

  void answer(long run, int request, String json) {
    send(new Answer(run, request, json));
  }

  void stop(long run, String limit) {
    send(new Stop(run, limit));
  }

  /** A run in it went over a limit: from now on it gets the processor after everybody else's. */
  void lowerPriority() {
    Scheduling.lowerPriority(pid());
  }

  /** Whether it has no tenant yet and something left to rehearse. */
  boolean mayRehearse() {
    return isUsable() && !rehearsed && lastRun.get() == 0;
  }

  /** @param begin whether it may from now on */
  void rehearse(boolean begin) {
    send(new Rehearse(begin));
  }

  /** SIGKILL, now. Every run in it is lost. */
  void kill() {
    discarded = true;
    process.destroyForcibly();
  }

  @Override
  public void close() {
    discarded = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      kill();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the process is gone; false if it is still there then. */
  boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    return process.waitFor(time, unit);
  }

  private void send(Frame frame) {
    try {
      synchronized (writer) {
        writer.write(frame);
        writer.flush();
      }
    } catch (IOException e) {
      LOG.debug("worker {} does not read any more", pid());
    }
  }

  private void read() {
    String reason = "worker ended";
    try (InputStream in = process.getInputStream()) {
      FrameReader reader = new FrameReader(in);
      greeted(reader);
      for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
        handle(frame);
      }
    } catch (WorkerException e) {
      reason = String.valueOf(e.getMessage());
    } catch (IOException | RuntimeException e) {
      reason = e instanceof EOFException ? reason : "worker broke the protocol: " + e.getMessage();
    }
    kill();
    lose(outOfMemory() ? HEAP_FULL : reason);
  }

  private boolean outOfMemory() {
    try {
      return process.waitFor() == OUT_OF_MEMORY;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What stands before the greeting is the JVM's, and tells why there is none. */
  private static void greeted(FrameReader reader) throws IOException {
    try {
      reader.skipToGreeting();
    } catch (FrameReader.BadFrameException e) {
      throw new WorkerException("worker said: " + e.getMessage());
    }
  }

  /** From now on there are no runs here, not even those that begin at this moment. */
  private void lose(String reason) {
    lost = reason;
    ready.completeExceptionally(new WorkerException(reason));
    boolean guilty = reason.equals(HEAP_FULL) && runs.size() == 1;
    Set<String> apps = new HashSet<>();
    runs.values().removeIf(run -> {
      if (guilty) {
        run.killed(reason);
      } else {
        run.lost(reason, apps.add(run.app())); // one worker, however many of an app's runs were in it
      }
      return true;
    });
  }

  private void handle(Frame frame) throws IOException {
    switch (frame) {
      case Ready it -> ready.complete(it);
      case Request request -> known(request.run()).request(request);
      case Ended ended -> {
        WorkerRun run = known(ended.run());
        runs.remove(ended.run());
        lastUsedNanos = System.nanoTime();
        long mean = meanCpuNanos;
        meanCpuNanos = mean + (ended.usage().cpuNanos() - mean) / MEAN_OF_RUNS;
        run.ended(ended);
        if (discarded || ended.discard()) {
          discard();
        }
      }
      case Rehearsed _ -> rehearsed = true;
      case Slow slow -> Scheduling.comeLast(pid(), slow.thread());
      case Frame.ToWorker wrong -> throw new IOException("frame for workers: " + wrong.getClass().getSimpleName());
    }
  }

  private WorkerRun known(long run) throws IOException {
    WorkerRun known = runs.get(run);
    if (known == null) {
      throw new IOException("run " + run + " is not in this worker");
    }
    return known;
  }

  private void readErrors(Consumer<String> errors) {
    try (var reader = process.errorReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        errors.accept("worker " + pid() + ": "
            + LogText.safe(line.length() > STDERR_LINE ? line.substring(0, STDERR_LINE) : line));
      }
    } catch (IOException e) {
      LOG.debug("worker {}: standard error closed", pid());
    }
  }
}
