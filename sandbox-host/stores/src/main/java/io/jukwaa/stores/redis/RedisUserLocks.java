package io.jukwaa.stores.redis;

import io.jukwaa.resource.Lease;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.embedded.EmbeddedUserLocks;
import io.jukwaa.stores.format.Text;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Locks of all hosts. A lock that is free costs one round trip; letting it go is sent and not waited for.
 *
 * <p>Threads of one host first settle among themselves whose turn it is, without the server; only the first of them
 * asks it, and, while another host has the lock, asks again after a pause that grows to 50 ms. Each host that asks has
 * its place in a queue on the server. To be woken would take a second connection, and could not replace the asking: a
 * message may be missed, and nobody wakes those who wait for a host that has died. Two hosts wanting one user at once
 * is rare, so little is asked.
 *
 * <p>Taking and giving back are a script each.
 *
 * <p>A node says each second, with one command, that it lives. A lock is void when its holder has not for 3 s.
 */
final class RedisUserLocks implements UserLocks {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  /** How long a node is taken to live after it last said so. */
  static final long ALIVE_MILLIS = 3_000;
  /** How long a node that waits may stay silent and keep its place. */
  private static final long SILENT_MILLIS = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
  /** Beyond it, what could not be released ends with its lease. */
  private static final int MOST_UNRELEASED = 10_000;

  private final RedisLink link;
  private final KeyNames names;
  private final Duration lease;
  private final String node;
  private final EmbeddedUserLocks turns;
  private final AtomicLong attempts = new AtomicLong();
  /** What this node has. */
  private final Map<Lease, Held> held = new ConcurrentHashMap<>();
  /** What the server may still hold for this node although nobody here wants it. */
  private final ConcurrentLinkedQueue<Attempt> unreleased = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  /** Why the server did not take the last sign of life. */
  private volatile @Nullable String trouble;

  /** @throws StoreException if the server does not hear that this node lives */
  RedisUserLocks(RedisLink link, KeyNames names, RedisConnectionSettings settings, InstantSource clock) {
    this.link = link;
    this.names = names;
    lease = settings.lease();
    turns = new EmbeddedUserLocks(clock);
    // A host that starts anew is another node: what the one before it held is void with its last sign of life.
    node = settings.node() + "-" + UUID.randomUUID();
  }

  /** One try to get a lock, by a number unique in this node. */
  private record Attempt(String app, String user, long number) {}

  private record Held(Lease turn, Attempt attempt) {}

  /** Begins to say that this node lives. */
  void start() {
    link.ask(heartbeat());
    link.every(HEARTBEAT, this::beat);
  }

  /** This node's name; another one after each start. */
  String node() {
    return node;
  }

  /** What is wrong with a server that takes connections and no changes: its memory or its disk is full. Or null. */
  @Nullable
  String trouble() {
    return trouble;
  }

  /** Says that this node lives no more: whoever waits for what it has need wait no longer. */
  void stop() {
    stopped = true;
    link.ask(Request.cmd(Command.DEL).arg(names.node(node)));
  }

  @Override
  public @Nullable Lease acquire(String app, String user, Duration patience) {
    long end = System.nanoTime() + (patience.isPositive() ? TimeUnit.NANOSECONDS.convert(patience) : 0);
    Lease turn = turns.acquire(app, user, patience);
    if (turn == null) {
      return null;
    }
    Lease given = null;
    Attempt attempt = new Attempt(app, Text.storable(user), attempts.incrementAndGet());
    try {
      long token = ask(attempt, end);
      if (token > 0) {
        given = new Lease(app, user, token);
        held.put(given, new Held(turn, attempt));
      }
      return given;
    } finally {
      if (given == null) {
        send(attempt);
        turns.release(turn);
      }
    }
  }

  @Override
  public void release(Lease given) {
    Held mine = held.remove(given);
    if (mine != null) {
      send(mine.attempt());
      turns.release(mine.turn());
    }
  }

  /** The token; 0 if another node has the lock until the end. */
  private long ask(Attempt attempt, long end) {
    for (Duration pause = FIRST_PAUSE;; pause = longer(pause)) {
      long token = RedisLink.number(link.ask(Script.LOCK_ACQUIRE,
          List.of(names.lock(attempt.app(), attempt.user()), names.queue(attempt.app(), attempt.user()), names.token(),
              names.node(node)),
          names.node(""), node, attempt.number(), lease.toMillis(), ALIVE_MILLIS, SILENT_MILLIS));
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (token > 0 || !left.isPositive()) {
        return token;
      }
      sleep(pause.compareTo(left) < 0 ? pause : left);
    }
  }

  private void beat() {
    if (stopped) {
      return;
    }
    var _ = link.tell(heartbeat()) // if it is lost the next one may not be
        .whenComplete((_, failure) -> trouble = failure == null || failure.getCause() == null
            ? null // there is no connection, and whoever asks is told that
            : failure.getMessage());
    for (int again = unreleased.size(); again > 0; again--) {
      Attempt attempt = unreleased.poll();
      if (attempt != null) {
        send(attempt);
      }
    }
  }

  private Request heartbeat() {
    return Request.cmd(Command.SET).arg(names.node(node)).arg("1").arg("PX").arg(ALIVE_MILLIS);
  }

  /** Gives back what the attempt was given, whether or not that is known; tried again until the server has heard it. */
  private void send(Attempt attempt) {
    var _ = link.tell(Script.LOCK_RELEASE,
        List.of(names.lock(attempt.app(), attempt.user()), names.queue(attempt.app(), attempt.user())), node,
        attempt.number()).whenComplete((_, failure) -> {
          if (failure != null && unreleased.size() < MOST_UNRELEASED) {
            unreleased.add(attempt);
          }
        });
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("lock: interrupted while waiting", e);
    }
  }
}
