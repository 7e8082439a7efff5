package io.jukwaa.server.sending;

import io.jukwaa.resource.Lease;
import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.store.Availability;
import io.jukwaa.store.Durability;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import io.jukwaa.transports.Connection;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for one channel, on a thread of its own. One host at a time sends by a channel, one shift after the other.
 *
 * <p>At least once: a host that dies between the operator's answer and the line in the outbox that says so, and an
 * operator whose answer is lost, give somebody the message a second time.
 */
final class ChannelSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);
  /** No app has this key. */
  private static final String LOCK = "outbox/";
  private static final Duration UNTIL_WOKEN = Duration.ofMinutes(1);
  private static final Duration STORES_GONE = Duration.ofSeconds(1);
  /** However long an operator wants to be left alone: a mistake of it must not cost a day. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAY = Duration.ofMillis(100);

  private final Line line;
  private final Stores stores;
  private final Attempts attempts;
  private final Throttle throttle;
  private final CountDownLatch stopped;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Mailboxes addresses = new Mailboxes(threads);
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  /** How often in a row the operator took nothing, and since when it may be asked again. */
  private int failures;
  private long notBefore = System.nanoTime();

  /** The channel's way out. */
  record Line(String channel, Pace pace, Sender sender, Diary diary) {}

  /**
   * @param pulse of this host
   * @param precedence of its phones
   */
  record Stores(Outbox outbox, UserLocks locks, Durability durability, Availability availability, Pulse pulse,
      Precedence precedence, InstantSource clock) {}

  /** @param stopped counted down here when the channel is closed, for the attempts to see */
  ChannelSender(Line line, Stores stores, Attempts attempts, CountDownLatch stopped) {
    this.line = line;
    this.stores = stores;
    this.attempts = attempts;
    this.stopped = stopped;
    this.throttle = new Throttle(line.pace().perSecond());
    this.thread = Thread.ofVirtual().name("send " + line.channel()).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void wake() {
    woken.release();
  }

  List<Connection> connections() {
    return line.sender().connections();
  }

  /** Begins nothing more. */
  void stop() {
    stopped.countDown();
    wake();
  }

  /** Waits for the operator's last answers, but not for ever. */
  @Override
  public void close() {
    stop();
    try {
      if (!thread.join(LAST_ANSWERS)) {
        LOG.warn("channel {}: the operator's last answers are not waited for", line.channel());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    line.sender().close();
    threads.shutdownNow();
  }

  private void work() {
    while (!isStopped()) {
      Duration pause;
      try {
        pause = round();
      } catch (StoreException e) {
        LOG.debug("channel {} waits for the stores: {}", line.channel(), e.getMessage());
        pause = STORES_GONE;
      } catch (RuntimeException e) {
        LOG.error("channel {} is not served now", line.channel(), e);
        pause = STORES_GONE;
      }
      await(pause);
    }
  }

  /** One look at what waits. How long to wait before the next, unless there is something new. */
  private Duration round() {
    long left = notBefore - System.nanoTime();
    if (left > 0) {
      return Duration.ofNanos(left);
    }
    Lease lease = stores.locks().acquire(LOCK, line.channel(), Duration.ZERO);
    if (lease == null) {
      return UNTIL_WOKEN; // another host sends; whoever looks into the outbox wakes us
    }
    try {
      return send();
    } finally {
      stores.locks().release(lease);
    }
  }

  private Duration send() {
    long arrests = stores.pulse().arrests();
    long accepted = attempts.accepted();
    Shift shift = new Shift(attempts, addresses, line.pace().atOnce(), this::wake,
        () -> stores.pulse().arrests() != arrests || stores.availability().trouble() != null);
    try {
      feed(shift);
    } finally {
      shift.end(); // whatever happens: who has the lock next may begin with any message
    }
    failures = attempts.accepted() > accepted ? 0 : failures;
    return pause(shift);
  }

  private void feed(Shift shift) {
    boolean more = true;
    while (more && !isStopped() && !shift.isOver()) {
      Set<String> underWay = shift.underWay(); // before what is due is read, so that nothing is begun twice
      List<Entry> due = new ArrayList<>(
          stores.outbox().due(line.channel(), stores.clock().instant(),
              underWay.size() + attempts.stumbles().count() + chunk()));
      due.removeIf(entry -> underWay.contains(entry.message().messageId())
          || attempts.stumbles().standsBack(entry.message().messageId(), System.nanoTime()));
      begin(shift, due);
      more = !due.isEmpty() || !underWay.isEmpty();
      if (due.isEmpty() && more) {
        await(UNTIL_WOKEN);
      }
    }
  }

  /** Begins with what is due, until replies may have come that go before the rest. */
  private void begin(Shift shift, List<Entry> due) {
    if (!due.isEmpty()) {
      stores.durability().flush(); // the operator may not know of what a power cut would undo
    }
    for (Entry entry : due) {
      boolean concluded = entry.result() != null;
      boolean gaveWay = !concluded && entry.priority() == Outbox.Priority.BULK
          && stores.precedence().giveWay(LONGEST_WAY).isPositive();
      if (!concluded && (shift.isOver() || !hasTurn(entry))) {
        return;
      }
      shift.add(entry);
      if (gaveWay) {
        return;
      }
    }
  }

  /** So many are taken at once, as replies that come meanwhile wait for them. */
  private int chunk() {
    return Math.clamp(line.pace().perSecond() / 4, 10, 250);
  }

  /** False if the host stops meanwhile. */
  private boolean hasTurn(Entry entry) {
    return !stopped(throttle.take(line.sender().parts(entry.message()), System.nanoTime()));
  }

  private Duration pause(Shift shift) {
    Submission.Unavailable unavailable = shift.unavailable();
    if (shift.isRefused()) {
      notBefore = System.nanoTime() + STORES_GONE.toNanos();
      return STORES_GONE;
    }
    if (unavailable == null) {
      failures = 0;
      return shift.isOver() ? Duration.ZERO : UNTIL_WOKEN;
    }
    Duration wanted = unavailable.pause();
    Duration pause = wanted == null ? Backoff.CHANNEL.after(failures) : shorter(wanted);
    failures++;
    notBefore = System.nanoTime() + pause.toNanos();
    line.diary().unavailable(unavailable.reason(), pause);
    return pause;
  }

  private static Duration shorter(Duration wanted) {
    return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
  }

  private void await(Duration pause) {
    try {
      if (woken.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      stop();
    }
  }

  private boolean isStopped() {
    return stopped(0);
  }

  private boolean stopped(long withinNanos) {
    try {
      return stopped.await(withinNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stop();
      return true;
    }
  }
}
