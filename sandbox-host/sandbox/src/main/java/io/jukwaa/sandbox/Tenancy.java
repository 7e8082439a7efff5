package io.jukwaa.sandbox;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The worker of one tenant and, while it warms up, the one that will take its place. Not thread-safe.
 *
 * <p>A worker that has just started is slow for a minute or more. So its predecessor goes on and it gets the runs it can
 * take without making them wait longer, until it is as fast.
 */
final class Tenancy {
  /** Fast enough: what the successor gives up by being measured at another moment. */
  private static final double TOLERANCE = 1.25;

  private final Heat heat = new Heat();
  private CompletableFuture<Worker> present;
  private @Nullable Worker successor;
  private boolean expecting;

  Tenancy(CompletableFuture<Worker> present) {
    this.present = present;
  }

  Heat heat() {
    return heat;
  }

  /** The worker for the next run; null if there is none that can be used. It may have to be waited for. */
  @Nullable
  CompletableFuture<Worker> choose() {
    Worker next = usableSuccessor();
    if (!canBeUsed(present)) {
      return next == null ? null : takeOver(next);
    }
    if (next == null || !present.isDone()) {
      return present;
    }
    Worker before = present.join();
    if (next.meanCpuNanos() <= before.meanCpuNanos() * TOLERANCE) {
      before.discard();
      return takeOver(next);
    }
    return next.backlogNanos() <= before.backlogNanos() ? CompletableFuture.completedFuture(next) : present;
  }

  private @Nullable Worker usableSuccessor() {
    Worker next = successor;
    if (next != null && !next.isUsable()) {
      successor = null;
      return null;
    }
    return next;
  }

  private CompletableFuture<Worker> takeOver(Worker next) {
    successor = null;
    present = CompletableFuture.completedFuture(next);
    return present;
  }

  /** Whether its worker has served so many runs that another should take over, and none is on its way. */
  boolean isWornOut(int recycleAfter) {
    return successor == null && !expecting && canBeUsed(present) && present.isDone()
        && present.join().runsStarted() >= recycleAfter;
  }

  /** A successor is being started, or was not. */
  void expect(boolean coming) {
    expecting = coming;
  }

  void succeedBy(Worker worker) {
    expecting = false;
    successor = worker;
  }

  /** Whether nothing runs in its workers. */
  boolean isIdle() {
    Worker next = successor;
    return present.isDone() && !present.isCompletedExceptionally() && present.join().runsInProgress() == 0
        && (next == null || next.runsInProgress() == 0);
  }

  /** When its workers were used last, as {@link System#nanoTime} counts. Only if it is idle. */
  long lastUsedNanos() {
    Worker next = successor;
    long used = present.join().lastUsedNanos();
    return next == null || next.lastUsedNanos() - used < 0 ? used : next.lastUsedNanos();
  }

  /** Its workers take no more runs, and end when they have none. Only if it is idle. */
  void end() {
    present.join().discard();
    Worker next = successor;
    if (next != null) {
      next.discard();
    }
  }

  /** Whether a worker is there, or on its way. */
  static boolean canBeUsed(CompletableFuture<Worker> worker) {
    return !worker.isDone() || (!worker.isCompletedExceptionally() && worker.join().isUsable());
  }
}
