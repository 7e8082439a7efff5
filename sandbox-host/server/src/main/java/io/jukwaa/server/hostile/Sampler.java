package io.jukwaa.server.hostile;

import io.jukwaa.server.bench.ProcessTree;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the workers' memory ten times a second and remembers the most. */
final class Sampler implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;
  private static final String WORKER = "io.jukwaa.worker.Main";
  private static final String WITH_GUEST_COMPILER = "EnableJVMCI";

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong most = new AtomicLong();
  private final AtomicLong mostCompiling = new AtomicLong();
  private final Future<?> looking;

  Sampler(ProcessTree tree) {
    looking = clock.scheduleAtFixedRate(() -> tree.children().forEach(this::look), 0, PERIOD_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** The largest resident memory seen of any worker without the guest compiler, in bytes. */
  long most() {
    return most.get();
  }

  /** The same of workers with it, which tenants have that are busy for long; 0 if there was none. */
  long mostCompiling() {
    return mostCompiling.get();
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.close();
  }

  private void look(ProcessTree.Child child) {
    if (!child.command().contains(WORKER)) {
      return; // a copy of the host that is about to become a worker
    }
    AtomicLong kind = child.command().contains(WITH_GUEST_COMPILER) ? mostCompiling : most;
    kind.accumulateAndGet(child.resident(), Math::max);
  }
}
