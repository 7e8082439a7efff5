package io.jukwaa.worker;

import com.sun.management.ThreadMXBean;
import io.jukwaa.confinement.Scheduling;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the guest thread uses and stops a run that is over its budget. A thread of its own looks every few
 * milliseconds while a call is in progress.
 *
 * <p>Some built-ins cannot be stopped; for those the process ends, and the host has a watchdog of its own, with SIGKILL.
 */
final class Watchdog {
  private static final long TICK_NANOS = 5_000_000;
  private static final int MOST_IDLE_TICKS = 100;
  /** CPU time after which a run lets everybody else go first. A warm app takes a few milliseconds in all. */
  private static final long SLOW_NANOS = 50_000_000;
  /** How long a guest may go on after it was cancelled. */
  private static final long GRACE_NANOS = 200_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Thread watching;
  private final Listener listener;
  private final Heap heap;
  private volatile Guest guest;
  private @Nullable Call cancelled;
  private @Nullable CompletableFuture<Void> canceller;
  private long cancelledAt;
  private volatile @Nullable Call current;
  /** Whether the thread that watches sleeps until it is woken; between calls it stays awake for a while. */
  private volatile boolean asleep;

  /** The guest thread, and whether it comes last by now. */
  private record Guest(Thread thread, int number, boolean slow) {}

  /** Gets what the watchdog finds, on a thread of the watchdog's. */
  interface Listener {
    /** A run goes on although it was cancelled. */
    void unstoppable(GuestRun run);

    /** A run has had this thread for longer than most runs take in all. */
    void slow(int thread);
  }

  private record Call(GuestRun run, long cpuBefore, long allocatedBefore) {}

  /** @param heap of this process, which one run alone may fill */
  Watchdog(Heap heap, Listener listener) {
    this.guest = new Guest(Thread.currentThread(), 0, false);
    this.heap = heap;
    this.listener = listener;
    this.watching = Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
  }

  /** From now on guests run on this thread, which is the calling one. */
  void guard(Thread thread) {
    guest = new Guest(thread, Scheduling.thread(), false);
  }

  /** Whether a run has had the guest thread for so long that it comes last from now on. */
  boolean isSlow() {
    return guest.slow();
  }

  /** The guest thread, whatever it does now, lets everybody else go first, and another one goes on afterwards. */
  synchronized void comeLast() {
    if (!guest.slow()) {
      guest = new Guest(guest.thread(), guest.number(), true);
      listener.slow(guest.number());
    }
  }

  /** A call into the guest begins. */
  void enter(GuestRun run) {
    current = new Call(run, cpu(), allocated());
    if (asleep) {
      LockSupport.unpark(watching);
    }
  }

  /** The call is over; what it used is added to the run. Nothing can stop the run any more when this returns. */
  void leave() {
    Call call = current;
    CompletableFuture<Void> cancelling;
    synchronized (this) {
      current = null;
      cancelling = canceller;
      canceller = null;
    }
    if (cancelling != null) {
      awaitEnd(cancelling);
    }
    if (call != null) {
      call.run().used(cpu() - call.cpuBefore(), allocated() - call.allocatedBefore());
    }
  }

  /** Stops the run if a call of it is in progress; whether it was. From any thread. */
  synchronized boolean stop(long run, String reason) {
    Call call = current;
    if (call == null || call.run().id() != run) {
      return false;
    }
    call.run().stop(reason);
    cancel(call);
    return true;
  }

  private void watch() {
    int idleTicks = 0;
    while (true) {
      Call call = current;
      if (call == null && ++idleTicks > MOST_IDLE_TICKS) {
        sleepUntilCalled();
        idleTicks = 0;
        continue;
      }
      LockSupport.parkNanos(this, TICK_NANOS);
      if (call != null) {
        idleTicks = 0;
        stopIfOver(call);
      }
    }
  }

  private void sleepUntilCalled() {
    asleep = true;
    while (current == null) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private synchronized void stopIfOver(Call call) {
    if (!call.equals(current)) {
      return;
    }
    long cpu = cpu() - call.cpuBefore();
    if (call.run().cpuNanos() + cpu > SLOW_NANOS) {
      comeLast();
    }
    if (!call.equals(cancelled)) {
      if (call.run().check(cpu, allocated() - call.allocatedBefore()) || heap.isFull(call.run())) {
        cancel(call);
      }
    } else if (System.nanoTime() - cancelledAt > GRACE_NANOS) {
      call.run().used(cpu, 0);
      listener.unstoppable(call.run());
    }
  }

  /** On a thread of its own, for it waits until the guest has stopped. */
  private void cancel(Call call) {
    if (!call.equals(cancelled)) {
      cancelled = call;
      cancelledAt = System.nanoTime();
      canceller = CompletableFuture.runAsync(call.run().realm()::cancel,
          task -> Thread.ofPlatform().daemon().name("cancel").start(task));
    }
  }

  /** Cancelling interrupts the guest thread, which must not hit the next run: it ends soon, as the guest has left. */
  private static void awaitEnd(CompletableFuture<?> cancelling) {
    cancelling.exceptionally(_ -> null).join();
    Thread.interrupted();
  }

  private long cpu() {
    return threads.getThreadCpuTime(guest.thread().threadId());
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(guest.thread().threadId());
  }
}
