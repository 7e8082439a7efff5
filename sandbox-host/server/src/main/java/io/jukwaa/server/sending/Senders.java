package io.jukwaa.server.sending;

import io.jukwaa.message.Channel;
import io.jukwaa.server.Stores;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.server.status.Sightings;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Connection;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.Transports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox: each channel on a thread of its own, so that one whose operator is silent holds up no other. What
 * other hosts put in is found within a second. Thread-safe.
 */
public final class Senders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
  private static final long LOOK_MILLIS = 1_000;
  /** What waits is counted less often than it is looked for. */
  private static final int LOOKS_A_COUNT = 10;

  private final Surroundings surroundings;
  private final Map<String, ChannelSender> senders = new ConcurrentHashMap<>();
  private int looked;
  private final Set<String> unserved = ConcurrentHashMap.newKeySet();
  private final Pulse pulse = new Pulse();
  /** A thread that waits for nothing else. */
  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("pulse").factory());
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
      Thread.ofVirtual().name("outbox").factory());

  /**
   * What senders are made of.
   *
   * @param sightings hears what operators say
   * @param precedence of phones, before what is written to many
   */
  public record Surroundings(Stores stores, Transports transports, OperatorClient client, HostMetrics metrics,
      Sightings sightings, Precedence precedence, InstantSource clock) {}

  public Senders(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Adds a channel of the host's own, before {@link #start}; it is not among those that are deployed. */
  public void add(Channel channel, SendingTransport transport, TransportContext context) {
    senders.put(channel.key(), sender(channel, transport, context));
  }

  /**
   * Opens the channels that send and begins with what waits for them.
   *
   * @param context whose port is told what became of messages
   */
  public void start(Collection<Channel> channels, TransportContext context) {
    for (Channel channel : channels) {
      if (surroundings.transports().of(channel) instanceof SendingTransport transport) {
        add(channel, transport, context);
      }
    }
    senders.values().forEach(ChannelSender::start);
    if (!senders.isEmpty()) {
      var _ = beats.scheduleAtFixedRate(() -> pulse.beat(System.nanoTime()), 0, Pulse.BEAT_MILLIS,
          TimeUnit.MILLISECONDS);
      var _ = looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Says that a channel has something to send. Returns at once. */
  public void wake(String channel) {
    ChannelSender sender = senders.get(channel);
    if (sender != null) {
      sender.wake();
    }
  }

  /** The connections of each channel, as they are now. */
  public Map<String, List<Connection>> connections() {
    Map<String, List<Connection>> all = new HashMap<>();
    senders.forEach((channel, sender) -> all.put(channel, sender.connections()));
    return all;
  }

  /** Begins nothing more and waits for what operators are asked at this moment. */
  @Override
  public void close() {
    looks.shutdownNow();
    beats.shutdownNow();
    senders.values().forEach(ChannelSender::stop);
    senders.values().forEach(ChannelSender::close);
  }

  private ChannelSender sender(Channel channel, SendingTransport transport, TransportContext context) {
    Stores stores = surroundings.stores();
    Outbox outbox = stores.conversations().outbox();
    InstantSource clock = surroundings.clock();
    Diary diary = new Diary(channel, stores.deployments(), stores.reports().log(), surroundings.metrics(),
        surroundings.sightings());
    Consents consents = new Consents(stores.people().consents(), clock);
    Pace pace = transport.pace(channel);
    Sender sender = transport.open(channel, surroundings.client(), context);
    CountDownLatch stopped = new CountDownLatch(1);
    return new ChannelSender(new ChannelSender.Line(channel.key(), pace, sender, diary),
        new ChannelSender.Stores(outbox, stores.conversations().locks(), stores.durability(), stores.availability(),
            pulse, surroundings.precedence(), clock),
        new Attempts(channel, pace, sender,
            new Attempts.Place(outbox, context.inbound(), clock, diary,
                (address, id) -> consents.blocked(channel.tenant(), channel.key(), address, id), transport.handsOn()),
            stopped),
        stopped);
  }

  private void count(String channel) {
    Outbox.Backlog backlog = surroundings.stores().conversations().outbox().backlog(channel);
    Instant oldest = backlog.oldest();
    surroundings.metrics().waiting(channel, backlog.waiting(),
        oldest == null ? Duration.ZERO : Duration.between(oldest, surroundings.clock().instant()));
  }

  private void look() {
    try {
      surroundings.stores().conversations().outbox().channels().forEach(channel -> {
        if (!senders.containsKey(channel) && unserved.add(channel)) {
          LOG.warn("something waits for channel {}, which this host does not have (expected: under deploy.channels)",
              channel);
        }
        wake(channel);
      });
      if (looked++ % LOOKS_A_COUNT == 0) {
        senders.keySet().forEach(this::count);
      }
    } catch (StoreException e) {
      LOG.debug("the outbox was not looked at: {}", e.getMessage());
    } catch (RuntimeException e) { // it would be looked at no more
      LOG.error("the outbox was not looked at", e);
    }
  }
}
