package io.jukwaa.transports.smpp;

import io.jukwaa.transports.Connection;
import io.jukwaa.transports.Reconnection;
import java.io.IOException;
import java.util.Locale;
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

/** Keeps a session open: one that ends is followed by another. Thread-safe. */
final class Bind implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bind.class);

  private final Place place;
  private final BindType type;
  private final BiConsumer<Link, byte[]> taker;
  private final Reconnection reconnection;
  private volatile @Nullable Link link;

  /** Where it leads, and for which channel. */
  record Place(String channel, Dial dial, Timing timing) {}

  /** @param taker as in {@link Link} */
  Bind(Place place, BindType type, BiConsumer<Link, byte[]> taker) {
    this.place = place;
    this.type = type;
    this.taker = taker;
    this.reconnection = new Reconnection("bind " + place.channel(), place.timing().reconnect(), this::session);
  }

  void start() {
    reconnection.start();
  }

  /** The session; null if it is not bound now. */
  @Nullable
  Link link() {
    Link current = link;
    return current != null && current.isBound() ? current : null;
  }

  /** As it is now; among several of a channel it has a number. */
  Connection connection(int number) {
    String name = type.name().substring("BIND_".length()).toLowerCase(Locale.ROOT);
    return new Connection(name + " " + number, link() != null, trouble());
  }

  /** Whether messages can leave by it. */
  boolean sends() {
    return type != BindType.BIND_RX;
  }

  /** Why it is not bound, in the operator's words if it said any. */
  String trouble() {
    return reconnection.trouble();
  }

  @Override
  public void close() {
    reconnection.close();
  }

  /** From the connection to its end. */
  private void session() throws InterruptedException {
    Link attempt = new Link(place.dial(), place.timing(), taker);
    try {
      attempt.bind(type);
      link = attempt;
      LOG.info("channel {} is bound to {} as {}", place.channel(), place.dial().where(), type);
      attempt.awaitEnd();
      tell("the connection ended");
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
    reconnection.tell(LOG, "channel " + place.channel() + " is not bound to " + place.dial().where(), reason);
  }
}
