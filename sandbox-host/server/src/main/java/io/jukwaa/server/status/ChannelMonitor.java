package io.jukwaa.server.status;

import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.ChannelStatusStore.Status;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what this host sees of channels and writes it down, each two seconds and when it is closed. What a host saw in
 * the seconds before it died is forgotten: it serves to judge, nothing depends on it. Thread-safe.
 */
public final class ChannelMonitor implements Sightings, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelMonitor.class);
  /** How long after its host said so a line is taken for what it was. */
  static final Duration BELIEVED = Duration.ofSeconds(30);
  /** How often it says so of a line that stays as it is. */
  private static final Duration SAID_AGAIN = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 1_000;
  private static final int LOOKS_A_WRITE = 2;
  private static final int LOOKS_A_SWEEP = 3_600;
  /** Of a host that was not started again. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int LONGEST_TEXT = 500;

  private final ChannelStatusStore store;
  private final String host;
  private final InstantSource clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Line>> lines = new HashMap<>();
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
      Thread.ofVirtual().name("channel-monitor").factory());
  private int looked;

  /** What is not written down yet. */
  private static final class Seen {
    private final Map<String, Mark> marks = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    synchronized void add(Sight sight, Mark mark) {
      marks.put(sight.key(), mark);
      counts.merge(sight.key(), 1L, Long::sum);
    }

    synchronized void add(String name, Mark mark) {
      marks.put(name, mark);
    }

    synchronized Status take() {
      Status taken = new Status(marks, counts);
      marks.clear();
      counts.clear();
      return taken;
    }

    /** What could not be written down; what was seen meanwhile is later. */
    synchronized void giveBack(Status status) {
      status.marks().forEach(marks::putIfAbsent);
      status.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
    }
  }

  /** @param host what this host is called among those of the installation, without a slash */
  public ChannelMonitor(ChannelStatusStore store, String host, InstantSource clock) {
    this.store = store;
    this.host = host;
    this.clock = clock;
  }

  @Override
  public void see(String channel, Sight sight, String text) {
    seen(channel).add(sight, new Mark(clock.instant(), cut(text)));
  }

  /**
   * Begins to look at connections and to write down.
   *
   * @param connections of each channel that sends, as they are when it is asked
   */
  public void start(Supplier<Map<String, List<Connection>>> connections) {
    var _ = looks.scheduleWithFixedDelay(() -> look(connections.get()), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        looks.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    write();
  }

  private void look(Map<String, List<Connection>> connections) {
    try {
      connections.forEach((channel, all) -> all.forEach(connection -> compare(channel, connection)));
      if (looked % LOOKS_A_SWEEP == 0) {
        connections.keySet().forEach(this::sweep);
      }
      if (++looked % LOOKS_A_WRITE == 0) {
        write();
      }
    } catch (StoreException e) {
      LOG.debug("channels are not looked at: {}", e.getMessage());
    } catch (RuntimeException e) { // it would not be looked any more
      LOG.error("channels are not looked at", e);
    }
  }

  /** Notes what has changed, and that the rest has not. */
  private void compare(String channel, Connection connection) {
    Instant now = clock.instant();
    Map<String, Line> known = lines.computeIfAbsent(channel, _ -> new HashMap<>());
    Line before = known.get(connection.name());
    Instant since = before != null && before.open() == connection.open() ? before.since() : now;
    Line line = new Line(host, connection.name(), connection.open(), since, cut(connection.trouble()), now);
    if (before != null && before.isAsIn(line) && before.seen().plus(SAID_AGAIN).isAfter(now)) {
      return;
    }
    known.put(connection.name(), line);
    if (since.equals(now) && connection.open()) {
      see(channel, Sight.CONNECTED, connection.name());
    } else if (since.equals(now) && before != null) {
      see(channel, Sight.DISCONNECTED, connection.name() + ": " + connection.trouble());
    }
    seen(channel).add(line.mark(), line.toMark());
  }

  /** Forgets the lines of hosts that are no more. */
  private void sweep(String channel) {
    Instant now = clock.instant();
    Set<String> old = store.status(channel, now, now).marks().entrySet().stream()
        .filter(mark -> mark.getKey().startsWith(Line.MARKS)
            && mark.getValue().at().plus(FORGOTTEN).isBefore(now))
        .map(Map.Entry::getKey).collect(Collectors.toSet());
    store.remove(channel, old);
  }

  private void write() {
    seen.forEach((channel, each) -> {
      Status status = each.take();
      if (status.marks().isEmpty()) {
        return;
      }
      try {
        store.add(channel, clock.instant(), status);
      } catch (StoreException e) {
        each.giveBack(status);
        LOG.debug("what was seen of channel {} is not written down: {}", channel, e.getMessage());
      }
    });
  }

  private Seen seen(String channel) {
    return seen.computeIfAbsent(channel, _ -> new Seen());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
