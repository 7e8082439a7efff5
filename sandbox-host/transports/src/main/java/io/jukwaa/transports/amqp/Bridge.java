package io.jukwaa.transports.amqp;

import com.rabbitmq.client.PossibleAuthenticationFailureException;
import io.jukwaa.transports.Reconnection;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a channel connected: a link that ends is followed by another. Thread-safe. */
final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private final String channel;
  private final AmqpSettings settings;
  private final Timing timing;
  private final Deliveries deliveries;
  private final Reconnection reconnection;
  private volatile @Nullable Link link;
  private boolean stoodBack;

  Bridge(String channel, AmqpSettings settings, Timing timing, Deliveries deliveries) {
    this.channel = channel;
    this.settings = settings;
    this.timing = timing;
    this.deliveries = deliveries;
    this.reconnection = new Reconnection("amqp " + channel, timing.reconnect(), this::connected);
  }

  void start() {
    reconnection.start();
  }

  /** The connection; null if there is none now. */
  @Nullable
  Link link() {
    Link current = link;
    return current != null && current.isOpen() ? current : null;
  }

  /** Why there is none, in the broker's words if it said any. */
  String trouble() {
    return reconnection.trouble();
  }

  @Override
  public void close() {
    reconnection.close();
  }

  /** From a connection to its end. */
  private void connected() throws InterruptedException {
    try (Link opened = Link.open(settings, timing)) {
      link = opened;
      LOG.info("channel {} is connected to {}", channel, settings.where());
      takeIn(opened);
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
    reconnection.tell(LOG, "channel " + channel + " is not connected to " + settings.where(),
        settings.reasons().of(words));
  }
}
