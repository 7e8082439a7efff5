package io.jukwaa.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.confinement.Layer;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Limits;
import io.jukwaa.sandbox.WorkerPool.Binding;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs apps, each message once, in worker processes. Thread-safe; {@link #run} blocks and is meant for virtual threads.
 *
 * <p>A run over its budget is stopped by its worker; one that does not stop within {@value #GRACE_MILLIS} ms after its
 * wall time takes the worker with it.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final int GRACE_MILLIS = 200;
  private static final String WALL = "wall milliseconds";

  private final SandboxSettings settings;
  private final Resources resources;
  private final Supplier<String> ids;
  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final WorkerPool workers;
  private final PenaltyBox penalties = new PenaltyBox(System::nanoTime);
  private final Map<Binding, Semaphore> places = new ConcurrentHashMap<>();

  /** @param ids makes a fresh {@code cmd_id}, 32 hexadecimal digits, for what the host sends to apps */
  public Sandbox(SandboxSettings settings, Resources resources, Supplier<String> ids) {
    this.settings = settings;
    this.resources = resources;
    this.ids = ids;
    this.workers = new WorkerPool(settings, executor);
  }

  /** Starts blank workers for a module set, so that the first message does not wait for one. Returns at once. */
  public void prepare(String moduleSet) {
    workers.prepare(moduleSet);
  }

  /**
   * Waits until a blank worker for the module set stands ready, if spares are kept.
   *
   * @throws WorkerException if it could not be started
   */
  public void awaitSpare(String moduleSet) {
    workers.awaitSpare(moduleSet);
  }

  /**
   * Starts a worker and ends it, to find out before anybody depends on it.
   *
   * @throws WorkerException if none starts here, or it is not held by the operating system as the settings ask
   */
  public void probe(String moduleSet) {
    workers.probe(moduleSet);
  }

  /**
   * Runs the app once and waits until it has ended and everything it asked for is done.
   *
   * @return never fails for what a guest does; {@link Outcome.Lost} if its worker died
   */
  public Outcome run(Caller caller, Delivery delivery) {
    return run(caller, delivery, _ -> {});
  }

  /**
   * The same for somebody who waits for what the app says, but not for all the rest it asked for.
   *
   * @param ended called once, before this returns: the app has ended and every message it sent is stored
   */
  public Outcome run(Caller caller, Delivery delivery, Consumer<Outcome> ended) {
    Binding binding = new Binding(caller.tenant().key(), caller.app().modules());
    Semaphore permits = places.computeIfAbsent(binding, _ -> new Semaphore(settings.runsPerWorker(), true));
    permits.acquireUninterruptibly();
    try {
      return runIn(binding, caller, delivery, ended);
    } catch (WorkerException e) {
      Outcome lost = new Outcome.Lost(String.valueOf(e.getMessage()), new Usage(0, 0, 0, 0));
      ended.accept(lost);
      return lost;
    } finally {
      permits.release();
    }
  }

  /** A run that was lost with its worker may be innocent: it is run once more if it has changed nothing yet. */
  private Outcome runIn(Binding binding, Caller caller, Delivery delivery, Consumer<Outcome> ended) {
    WorkerRun run = newRun(caller);
    Outcome outcome = attempt(binding, caller, delivery, run);
    if (outcome instanceof Outcome.Lost && !run.hasActed()) {
      run.awaitCommands();
      run = newRun(caller);
      outcome = attempt(binding, caller, delivery, run);
    }
    run.awaitMessages();
    ended.accept(outcome);
    run.awaitCommands();
    // Burning time without coming to an end is no reason to get a faster worker.
    workers.used(binding, outcome instanceof Outcome.Completed ? outcome.usage() : new Usage(0, 0, 0, 0));
    if (run.costWorker() || outcome instanceof Outcome.Killed) {
      workers.lost(binding);
      penalize(caller);
    }
    return outcome;
  }

  private WorkerRun newRun(Caller caller) {
    return new WorkerRun(caller, resources, json, executor);
  }

  private Outcome attempt(Binding binding, Caller caller, Delivery delivery, WorkerRun run) {
    String reason = penalties.reason(caller.app().key());
    if (reason != null) {
      return new Outcome.NotRun(reason);
    }
    Limits limits = caller.tenant().limits();
    Start template = new Start(0, "", delivery.handler(), command(delivery),
        new Budget(limits.cpuMillis(), limits.allocatedBytes(), limits.requests(), limits.outputBytes(),
            limits.stringLength(), limits.typedArrayLength()));
    Worker worker = workers.take(binding);
    if (!caller.run().isAwaited()) {
      return new Outcome.NotRun("nobody waits for it any more");
    }
    while (!worker.begin(run, caller.app(), template)) {
      worker = workers.take(binding);
    }
    Outcome outcome = outcome(worker, run, limits.wallMillis());
    if (outcome instanceof Outcome.Stopped) {
      worker.lowerPriority();
    }
    return outcome;
  }

  private void penalize(Caller caller) {
    String penalty = penalties.lost(caller.app().key());
    if (penalty != null) {
      resources.warn(caller, "app " + penalty);
      LOG.warn("app {} of tenant {}: {}", caller.app().key(), caller.tenant().key(), penalty);
    }
  }

  /** Whether guests can have the optimising compiler here; {@code doctor} says so. */
  public static boolean canCompile(SandboxSettings settings) {
    return WorkerCommand.canCompile(settings);
  }

  /** The operating system's walls that every worker which has started stands behind; none if there is no worker. */
  public Set<Layer> layers() {
    return workers.workers().stream().filter(Worker::isReady).map(Worker::layers).reduce((left, right) -> {
      Set<Layer> both = EnumSet.copyOf(left);
      both.retainAll(right);
      return both;
    }).orElse(EnumSet.noneOf(Layer.class));
  }

  /** Apps that have cost so many workers that they are not run until the host starts anew. */
  public List<String> suspended() {
    return penalties.suspended();
  }

  /** Processes that are there now: what {@code doctor} and the metrics show. */
  public List<Long> workerProcesses() {
    return workers.workers().stream().map(Worker::pid).toList();
  }

  /** Ends every worker and waits until they are gone. */
  @Override
  public void close() {
    workers.close();
    executor.shutdownNow();
  }

  private Outcome outcome(Worker worker, WorkerRun run, long wallMillis) {
    long begun = System.nanoTime();
    Outcome outcome = within(run, wallMillis);
    if (outcome != null) {
      return outcome;
    }
    // Not on this thread: a worker that does not read must not keep us from killing it.
    executor.execute(() -> run.stop(WALL));
    outcome = within(run, GRACE_MILLIS);
    if (outcome == null) {
      worker.kill();
      run.lost(WALL, true); // nothing of it runs on after a SIGKILL; until the process has freed its memory takes longer
      outcome = run.ended().join();
    }
    String limit = WALL + ": " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " (limit: " + wallMillis
        + ")";
    return switch (outcome) {
      case Outcome.Stopped stopped when stopped.limit().equals(WALL) -> new Outcome.Stopped(limit, stopped.usage());
      case Outcome.Killed killed when killed.limit().startsWith(WALL) -> new Outcome.Killed(limit, killed.usage());
      case Outcome.Lost lost -> new Outcome.Killed(limit, lost.usage());
      default -> outcome;
    };
  }

  private static @Nullable Outcome within(WorkerRun run, long millis) {
    try {
      return run.ended().get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Lost("the host is stopping", new Usage(0, 0, 0, 0));
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String command(Delivery delivery) {
    Map<String, @Nullable Object> command = new LinkedHashMap<>();
    command.put("cmd", delivery.command());
    command.put("cmd_id", ids.get());
    command.put("reply", false);
    command.put("msg", delivery.payload().members());
    try {
      return json.writeValueAsString(command);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
