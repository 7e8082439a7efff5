package io.jukwaa.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** How full the heap is with what cannot be collected. Any thread. */
final class Heap {
  /** Above this, collections take longer and longer. */
  private static final double TIGHT = 0.9;

  private final List<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
      .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported()
          && pool.getName().startsWith("Tenured"))
      .toList();

  Heap() {
    old.forEach(pool -> pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * TIGHT)));
  }

  /** Whether the last full collection left the old generation almost full. */
  boolean isTight() {
    return old.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
  }

  /** The same after another collection: whether nothing but a new worker helps. */
  boolean isTightForGood() {
    if (isTight()) {
      System.gc();
    }
    return isTight();
  }

  /** Whether it is tight, and the run is told that this is its limit. */
  boolean isFull(GuestRun run) {
    old.stream().filter(MemoryPoolMXBean::isCollectionUsageThresholdExceeded).forEach(pool -> run.breach("heap bytes",
        pool.getCollectionUsage().getUsed(), pool.getCollectionUsageThreshold()));
    return isTight();
  }
}
