package io.jukwaa.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue for each user of each app: what is put into one queue is done one by one, in the order it was put there;
 * different queues do not wait for each other. Thread-safe; a queue with nothing to do takes no memory.
 */
public final class Mailboxes {
  private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);

  /** A key is here while one of its tasks is being done; its queue holds those that wait. */
  private final Map<Object, Queue<Runnable>> waiting = new HashMap<>();
  private final Executor executor;

  /** @param executor does the work, for example a virtual thread for each task */
  public Mailboxes(Executor executor) {
    this.executor = executor;
  }

  /** Does the task when everything put under this key before is done. Returns at once. */
  public void put(Object key, Runnable task) {
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(key);
      if (queue != null) {
        queue.add(task);
        return;
      }
      waiting.put(key, new ArrayDeque<>(2));
    }
    executor.execute(() -> drain(key, task));
  }

  /** How many queues have work. */
  public int active() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Waits until no queue has work; false if that takes longer than this, or the thread is interrupted. */
  public boolean awaitIdle(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (waiting) {
      try {
        while (!waiting.isEmpty()) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          TimeUnit.NANOSECONDS.timedWait(waiting, left);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private void drain(Object key, Runnable first) {
    for (Runnable task = first; task != null; task = next(key)) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a task of a mailbox failed", e);
      }
    }
  }

  private @Nullable Runnable next(Object key) {
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(key);
      if (queue == null || queue.isEmpty()) {
        waiting.remove(key);
        if (waiting.isEmpty()) {
          waiting.notifyAll();
        }
        return null;
      }
      return queue.remove();
    }
  }
}
