package io.jukwaa.server.precedence;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Whether the machine's processors, or the part of them that this container may have, are all in use. Thread-safe. */
public final class ProcessorLoad implements BooleanSupplier {
  private static final double FULL = 0.9;
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  /** The machine tells the load since it was last asked: after so long a time that says nothing of now. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long asked = System.nanoTime() - STALE_NANOS;
  private boolean full;

  @Override
  public synchronized boolean getAsBoolean() {
    long now = System.nanoTime();
    long age = now - asked;
    if (age >= FRESH_NANOS) {
      boolean busy = machine.getCpuLoad() >= FULL;
      full = age < STALE_NANOS && busy;
      asked = now;
    }
    return full;
  }
}
