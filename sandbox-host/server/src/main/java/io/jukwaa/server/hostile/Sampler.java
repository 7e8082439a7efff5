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

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong most = new AtomicLong();
  private final Future<?> looking;

  Sampler(ProcessTree tree) {
    looking = clock.scheduleAtFixedRate(() -> tree.residentOfChildren()
        .forEach(resident -> most.accumulateAndGet(resident, Math::max)), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The largest resident memory seen of any worker, in bytes. */
  long most() {
    return most.get();
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.close();
  }
}
