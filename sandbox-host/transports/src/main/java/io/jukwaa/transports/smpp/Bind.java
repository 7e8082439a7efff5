package io.jukwaa.transports.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a session open, on a thread of its own: one that ends is followed by another. Thread-safe. */
final class Bind implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bind.class);

  private final Place place;
  private final BindType type;
  private final BiConsumer<Link, byte[]> taker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Link link;
  private volatile String trouble = "connecting";

  /** Where it leads, and for which channel. */
  record Place(String channel, Dial dial, Timing timing) {}

  /** @param taker as in {@link Link} */
  Bind(Place place, BindType type, BiConsumer<Link, byte[]> taker) {
    this.place = place;
    this.type = type;
    this.taker = taker;
    this.thread = Thread.ofVirtual().name("bind " + place.channel()).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** The session; null if it is not bound now. */
  @Nullable
  Link link() {
    Link current = link;
    return current != null && current.isBound() ? current : null;
  }

  /** Whether messages can leave by it. */
  boolean sends() {
    return type != BindType.BIND_RX;
  }

  /** Why it is not bound, in the operator's words if it said any. */
  String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    int failures = 0;
    while (closed.getCount() > 0) {
      long begun = System.nanoTime();
      session();
      boolean held = System.nanoTime() - begun > place.timing().reconnect().longest().toNanos();
      failures = held ? 0 : failures;
      await(place.timing().reconnect().after(failures));
      failures++;
    }
  }

  /** From the connection to its end. */
  private void session() {
    Link attempt = new Link(place.dial(), place.timing(), taker);
    try {
      attempt.bind(type);
      link = attempt;
      LOG.info("channel {} is bound to {} as {}", place.channel(), place.dial().where(), type);
      attempt.awaitEnd();
      tell("the connection ended");
    } catch (InterruptedException e) {
      closed.countDown();
    } catch (NegativeResponseException e) {
      tell(CommandStatus.reason(e.getCommandStatus()));
    } catch (ResponseTimeoutException e) {
      tell("no answer to the bind");
    } catch (InvalidResponseException | PDUException e) {
      tell("the answer to the bind is not understood");
    } catch (SSLException e) {
      LOG.debug("channel {}", place.channel(), e);
      tell("no TLS with " + place.dial().where() + " by a certificate that is trusted here");
    } catch (IOException | RuntimeException e) {
      LOG.debug("channel {}", place.channel(), e);
      tell(attempt.wasConnected()
          ? "the connection ended before the bind was answered"
          : "no connection to " + place.dial().where());
    } finally {
      link = null;
      attempt.end();
    }
  }

  private void tell(String reason) {
    if (closed.getCount() > 0 && !reason.equals(trouble)) { // once, however often it is tried
      LOG.warn("channel {} is not bound to {}: {}", place.channel(), place.dial().where(), reason);
    }
    trouble = reason;
  }

  /** A little more or less, so that channels that fell together do not come back together. */
  private void await(Duration pause) {
    try {
      long nanos = (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
      var _ = closed.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }
}
