package io.jukwaa.sandbox;

import io.jukwaa.confinement.Layer;
import io.jukwaa.frame.Frame.Ready;
import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.sandbox.SandboxSettings.Compile;
import io.jukwaa.sandbox.SandboxSettings.OsIsolation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker processes: blank spares with the toolkit loaded, and one for each tenant that is busy. A worker is bound
 * to one tenant once and never to another. Thread-safe.
 */
final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
  /** A worker start takes a whole core; one core is for those who need no start. */
  private static final int PARALLEL_STARTS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private static final long AFTER_LOSS_NANOS = TimeUnit.MINUTES.toNanos(10);
  /** What the first message of a tenant takes on a slow machine; started beside it, the next spare made it half as long again. */
  private static final long FIRST_MESSAGE_MILLIS = 300;

  /** What a worker is bound to. */
  record Binding(String tenant, String moduleSet) {}

  private final SandboxSettings settings;
  private final AotCache aotCache;
  private final Spawner spawner;
  private final Executor executor;
  private final Executor nextSpares;
  private final Semaphore starts = new Semaphore(PARALLEL_STARTS, true);
  /** Apart, as such a start takes many times as long and nobody waits for it. */
  private final Semaphore compilingStarts = new Semaphore(1, true);
  private final Map<Binding, Tenancy> bound = new HashMap<>();
  private final Map<String, Deque<CompletableFuture<Worker>>> spares = new HashMap<>();
  private final List<Worker> alive = new ArrayList<>();
  private final Rehearsals rehearsals = new Rehearsals(this::workers);
  private final Losses losses = new Losses();
  private final AtomicBoolean warned = new AtomicBoolean();
  private long manySparesUntil = System.nanoTime();
  private int starting;
  private boolean closed;

  WorkerPool(SandboxSettings settings, Executor executor) {
    this.settings = settings;
    this.aotCache = new AotCache(settings);
    this.spawner = new Spawner(settings);
    this.executor = executor;
    this.nextSpares = CompletableFuture.delayedExecutor(FIRST_MESSAGE_MILLIS, TimeUnit.MILLISECONDS, executor);
    Thread.ofVirtual().name("worker-reaper").start(this::reap);
  }

  /** Starts the spares of a module set before anybody needs them. */
  void prepare(String moduleSet) {
    synchronized (bound) {
      Deque<CompletableFuture<Worker>> ready = spares.computeIfAbsent(moduleSet, _ -> new ArrayDeque<>());
      while (!closed && ready.size() < spares() && hasRoom()) {
        ready.add(startLater(moduleSet));
      }
    }
  }

  /** @throws WorkerException if the spare could not be started */
  void awaitSpare(String moduleSet) {
    prepare(moduleSet);
    CompletableFuture<Worker> spare;
    synchronized (bound) {
      spare = spares.computeIfAbsent(moduleSet, _ -> new ArrayDeque<>()).peek();
    }
    if (spare != null) {
      started(spare);
    }
  }

  /**
   * The tenant's worker; binds a spare or starts one if there is none. Blocks until it is ready.
   *
   * @throws WorkerException if none could be started
   */
  Worker take(Binding binding) {
    CompletableFuture<Worker> worker;
    synchronized (bound) {
      Tenancy tenancy = bound.get(binding);
      worker = tenancy == null ? null : tenancy.choose();
      if (worker == null) {
        worker = fresh(binding);
        bound.put(binding, new Tenancy(worker));
        nextSpares.execute(() -> prepare(binding.moduleSet()));
      }
    }
    return started(worker);
  }

  /** A run has cost a worker: for a while there is one more spare, as the next loss may come before another is ready. */
  void lost(Binding binding) {
    synchronized (bound) {
      long now = System.nanoTime();
      losses.add(binding.tenant(), now);
      manySparesUntil = now + AFTER_LOSS_NANOS;
    }
    prepare(binding.moduleSet());
  }

  private int spares() {
    boolean many = settings.spareWorkers() > 0 && manySparesUntil - System.nanoTime() > 0;
    return settings.spareWorkers() + (many ? 1 : 0);
  }

  /** Whether another worker may be started, if need be in the place of one nobody uses. Holds {@link #bound}. */
  private boolean hasRoom() {
    return starting + alive.stream().filter(Worker::isReady).count() < settings.maxWorkers();
  }

  /** Ends the workers of the tenant that has been idle longest. Holds {@link #bound}. */
  private void makeRoom() {
    bound.entrySet().stream().filter(entry -> entry.getValue().isIdle())
        .min(Comparator.comparingLong(entry -> entry.getValue().lastUsedNanos()))
        .ifPresent(entry -> {
          bound.remove(entry.getKey());
          entry.getValue().end();
        });
  }

  private static Worker started(CompletableFuture<Worker> worker) {
    try {
      return worker.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw new WorkerException(String.valueOf(e.getCause()));
    }
  }

  /** Notes what a run used; a worker that is busy enough, or has served long enough, gets a successor. */
  void used(Binding binding, Usage usage) {
    synchronized (bound) {
      Tenancy tenancy = bound.get(binding);
      if (closed || tenancy == null) {
        return;
      }
      boolean hot = tenancy.heat().add(usage.cpuNanos(), System.nanoTime()) && compilesWhenHot();
      if (hot || (tenancy.isWornOut(settings.recycleAfter()) && hasRoom())) {
        tenancy.expect(true);
        boolean compiling = hot || compilesAtOnce() || (tenancy.heat().wasHot() && compilesWhenHot());
        WorkerCommand command = new WorkerCommand(settings, binding.moduleSet(), compiling);
        executor.execute(() -> succeed(binding, tenancy, command));
      }
    }
  }

  private boolean compilesWhenHot() {
    return settings.compile() == Compile.AUTO && WorkerCommand.canCompile(settings);
  }

  private boolean compilesAtOnce() {
    return settings.compile() == Compile.ON && WorkerCommand.canCompile(settings);
  }

  /** Workers that are there now, spares included. */
  List<Worker> workers() {
    synchronized (bound) {
      alive.removeIf(worker -> !worker.isAlive());
      return List.copyOf(alive);
    }
  }

  @Override
  public void close() {
    List<Worker> all;
    synchronized (bound) {
      closed = true;
      all = List.copyOf(alive);
    }
    all.forEach(Worker::close);
    all.forEach(WorkerPool::awaitEnd);
    spawner.close();
  }

  /**
   * A spare, or else a worker that is being started. A tenant that keeps losing its workers does not get the last
   * spares: those are for whoever dials meanwhile.
   */
  private CompletableFuture<Worker> fresh(Binding binding) {
    Deque<CompletableFuture<Worker>> ready = spares.computeIfAbsent(binding.moduleSet(), _ -> new ArrayDeque<>());
    ready.removeIf(spare -> !Tenancy.canBeUsed(spare));
    boolean losing = losses.count(binding.tenant(), System.nanoTime()) > Losses.FREE;
    if (ready.size() > (losing ? settings.spareWorkers() : 0)) {
      return losing ? ready.removeLast() : ready.remove();
    }
    if (!hasRoom()) {
      makeRoom();
    }
    return hasRoom()
        ? startLater(binding.moduleSet())
        : CompletableFuture.failedFuture(new WorkerException("all " + settings.maxWorkers() + " workers are busy"));
  }

  private CompletableFuture<Worker> startLater(String moduleSet) {
    WorkerCommand command = new WorkerCommand(settings, moduleSet, compilesAtOnce());
    starting++;
    return CompletableFuture.supplyAsync(() -> start(command), executor).whenComplete((_, _) -> {
      synchronized (bound) {
        starting--;
      }
    });
  }

  private Worker start(WorkerCommand command) {
    Semaphore permits = command.compiling() ? compilingStarts : starts;
    permits.acquireUninterruptibly();
    try {
      long before = System.nanoTime();
      Worker worker = Worker.start(command.words(aotCache.of(command), isAnyReady()), spawner::start);
      synchronized (bound) {
        if (closed) {
          worker.kill();
          throw new WorkerException("the sandbox is closing");
        }
        alive.add(worker);
      }
      Ready ready = worker.awaitReady();
      LOG.info("worker {} ready: {}, {}, {} ms; walls: {}", worker.pid(), command.moduleSet(), ready.engine(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before),
          ready.confinement().isEmpty() ? "none" : ready.confinement());
      checkWalls(worker);
      rehearsals.begin(worker);
      return worker;
    } catch (IOException e) {
      throw new WorkerException("worker could not be started: " + e.getMessage());
    } finally {
      permits.release();
    }
  }

  /** Without one all the host's phones wait for the first that comes. */
  private boolean isAnyReady() {
    return workers().stream().anyMatch(Worker::isReady);
  }

  /** @throws WorkerException if a worker does not start here, or is not held as the settings ask */
  void probe(String moduleSet) {
    start(new WorkerCommand(settings, moduleSet, false)).close();
  }

  /** A worker that is not held as the settings ask is ended before anybody's app is in it. */
  private void checkWalls(Worker worker) {
    Set<Layer> missing = EnumSet.complementOf(EnumSet.copyOf(worker.layers()));
    if (missing.isEmpty() || settings.osIsolation() == OsIsolation.OFF) {
      return;
    }
    if (settings.osIsolation() == OsIsolation.REQUIRED) {
      worker.kill();
      throw new WorkerException("sandbox.os-isolation: required (expected: a machine that has "
          + Layer.text(missing) + " too)");
    }
    if (warned.compareAndSet(false, true)) {
      LOG.warn("workers are not held by: {}", Layer.text(missing));
    }
  }

  private void succeed(Binding binding, Tenancy tenancy, WorkerCommand command) {
    try {
      Worker successor = start(command);
      synchronized (bound) {
        if (bound.get(binding) == tenancy) {
          tenancy.succeedBy(successor);
        } else {
          successor.discard();
        }
      }
      LOG.info("tenant {} moves to worker {}{}", binding.tenant(), successor.pid(),
          command.compiling() ? ", with the guest compiler" : "");
    } catch (WorkerException e) {
      LOG.warn("no successor for the worker of tenant {}: {}", binding.tenant(), e.getMessage());
      synchronized (bound) {
        tenancy.expect(false);
      }
    }
  }

  private void reap() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(5);
        if (!endIdle()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the workers of tenants that have said nothing for long; false when the pool is closed. */
  private boolean endIdle() {
    synchronized (bound) {
      long before = System.nanoTime() - settings.idle().toNanos();
      bound.values().removeIf(tenancy -> {
        boolean unused = tenancy.isIdle() && tenancy.lastUsedNanos() - before < 0;
        if (unused) {
          tenancy.end();
        }
        return unused;
      });
      return !closed;
    }
  }

  private static void awaitEnd(Worker worker) {
    try {
      if (!worker.awaitEnd(2, TimeUnit.SECONDS)) {
        worker.kill();
        worker.awaitEnd(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      worker.kill();
      Thread.currentThread().interrupt();
    }
  }
}
