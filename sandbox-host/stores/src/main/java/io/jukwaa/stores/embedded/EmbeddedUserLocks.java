package io.jukwaa.stores.embedded;

import io.jukwaa.resource.Lease;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.format.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks of one process, which end with it. A released lock goes to who has waited longest, without a moment in which
 * anybody else could take it. Tokens begin with the time in microseconds, so they grow over restarts too.
 */
public final class EmbeddedUserLocks implements UserLocks {
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<User, Taken> taken = new HashMap<>();
  private long newest;

  public EmbeddedUserLocks(InstantSource clock) {
    this.clock = clock;
  }

  private record User(String app, String name) {}

  /** Somebody's place among those who wait, which is nobody else's. */
  private static final class Turn {
    private final CompletableFuture<Lease> lease = new CompletableFuture<>();
  }

  /** A lock somebody has, and who waits for it, in order. */
  private static final class Taken {
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private Lease holder;

    Taken(Lease holder) {
      this.holder = holder;
    }
  }

  @Override
  public @Nullable Lease acquire(String app, String user, Duration patience) {
    Turn turn = enter(new User(app, user), patience.isPositive());
    if (turn == null) {
      return null;
    }
    try {
      return turn.lease.get(patience.isPositive() ? nanos(patience) : 0, TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return leave(new User(app, user), turn) ? null : turn.lease.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (!leave(new User(app, user), turn)) {
        release(turn.lease.join());
      }
      throw new StoreException("lock: interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody lets a turn fail", e);
    }
  }

  @Override
  public void release(Lease lease) {
    User user = new User(lease.app(), lease.user());
    lock.lock();
    try {
      Taken current = taken.get(user);
      if (current == null || !current.holder.equals(lease)) {
        return;
      }
      Turn next = current.waiting.poll();
      if (next == null) {
        taken.remove(user);
      } else {
        current.holder = lease(user);
        next.lease.complete(current.holder);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many locks somebody has: nothing is kept of the others. */
  int size() {
    lock.lock();
    try {
      return taken.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a lock. */
  int waiting(String app, String name) {
    lock.lock();
    try {
      Taken current = taken.get(new User(app, name));
      return current == null ? 0 : current.waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** A turn, complete if the lock was free; null if it is not and the caller does not wait. */
  private @Nullable Turn enter(User user, boolean waits) {
    lock.lock();
    try {
      Taken current = taken.get(user);
      Turn turn = new Turn();
      if (current == null) {
        Lease lease = lease(user);
        taken.put(user, new Taken(lease));
        turn.lease.complete(lease);
        return turn;
      }
      if (!waits) {
        return null;
      }
      current.waiting.add(turn);
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the turn had not come: it will not come any more. */
  private boolean leave(User user, Turn turn) {
    lock.lock();
    try {
      Taken current = taken.get(user);
      return current != null && current.waiting.remove(turn);
    } finally {
      lock.unlock();
    }
  }

  private Lease lease(User user) {
    newest = Math.max(newest + 1, Time.micros(clock.instant()));
    return new Lease(user.app(), user.name(), newest);
  }

  private static long nanos(Duration patience) {
    return TimeUnit.NANOSECONDS.convert(patience);
  }
}
