package io.jukwaa.transports.amqp;

import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a channel connected, on a thread of its own: a link that ends is followed by another. Thread-safe. */
final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private final String channel;
  private final AmqpSettings settings;
  private final Timing timing;
  private final Deliveries deliveries;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Link link;
  private volatile String trouble = "connecting";
  private boolean stoodBack;

  Bridge(String channel, AmqpSettings settings, Timing timing, Deliveries deliveries) {
    this.channel = channel;
    this.settings = settings;
    this.timing = timing;
    this.deliveries = deliveries;
    this.thread = Thread.ofVirtual().name("amqp " + channel).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** The connection; null if there is none now. */
  @Nullable
  Link link() {
    Link current = link;
    return current != null && current.isOpen() ? current : null;
  }

  /** Why there is none, in the broker's words if it said any. */
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
      connected();
      boolean held = System.nanoTime() - begun > timing.reconnect().longest().toNanos();
      failures = held ? 0 : failures;
      await(timing.reconnect().after(failures));
      failures++;
    }
  }

  /** From a connection to its end. */
  private void connected() {
    try (Link opened = Link.open(settings, timing)) {
      link = opened;
      LOG.info("channel {} is connected to {}", channel, settings.where());
      takeIn(opened);
    } catch (InterruptedException e) {
      closed.countDown();
    } catch (SSLException e) {
      LOG.debug("channel {}", channel, e);
      tell("no TLS with " + settings.where() + " by a certificate that is trusted here");
    } catch (PossibleAuthenticationFailureException e) {
      tell(String.valueOf(e.getMessage()));
    } catch (TimeoutException e) {
      tell("no answer from " + settings.where());
    } catch (IOException | RuntimeException e) {
      LOG.debug("channel {}", channel, e);
      tell(Objects.requireNonNullElse(Link.words(e), "no connection to " + settings.where()));
    } finally {
      link = null;
    }
  }

  /** One intake after the other, as long as the connection holds. */
  private void takeIn(Link opened) throws IOException, InterruptedException {
    int failures = 0;
    while (opened.isOpen()) {
      Intake intake = new Intake(settings, deliveries);
      Intake.End end = intake.take(opened);
      failures = intake.hasStored() ? 0 : failures;
      switch (end) {
        case ANOTHER_TAKES -> {
          standBack(String.valueOf(intake.words()));
          opened.awaitEnd(timing.takeOver());
        }
        case NOT_STORED -> opened.awaitEnd(timing.again().after(failures++));
        case CLOSED -> {
          tell(Objects.requireNonNullElse(intake.words(), opened.reason()));
          return;
        }
      }
    }
    tell(opened.reason());
  }

  /** Nothing is wrong if the other is another host of this installation. */
  private void standBack(String words) {
    if (!stoodBack) {
      LOG.info("channel {} takes nothing in as long as another does: {}", channel, settings.reasons().of(words));
    }
    stoodBack = true;
  }

  private void tell(String words) {
    String reason = settings.reasons().of(words);
    if (closed.getCount() > 0 && !reason.equals(trouble)) { // once, however often it is tried
      LOG.warn("channel {} is not connected to {}: {}", channel, settings.where(), reason);
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
