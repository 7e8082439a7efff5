package io.jukwaa.server.status;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.ChannelStatusStore.Status;
import io.jukwaa.store.Outbox;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Transport;
import io.jukwaa.transports.Transports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Says how the channels of this installation are. Blocks where stores do; thread-safe.
 *
 * @param channels those that are deployed
 * @param thresholds of a channel by its key
 */
public record ChannelReports(Collection<Channel> channels, Function<String, Thresholds> thresholds,
    Transports transports, ChannelStatusStore store, Outbox outbox, InstantSource clock) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  public ChannelReports {
    channels = channels.stream().sorted(Comparator.comparing(Channel::key)).toList();
  }

  /** Each channel, in the order of their keys. */
  public List<ChannelReport> all() {
    return channels.stream().map(this::of).toList();
  }

  /**
   * One channel.
   *
   * @throws InvalidFieldException if there is none of this key
   */
  public ChannelReport of(String key) {
    return of(find(key));
  }

  /** @throws InvalidFieldException if there is none of this key */
  public Channel find(String key) {
    return channels.stream().filter(channel -> channel.key().equals(key)).findFirst()
        .orElseThrow(() -> new InvalidFieldException("channel", key, channels.isEmpty()
            ? "a channel that is deployed; none is"
            : "one of " + String.join(", ", channels.stream().map(Channel::key).toList())));
  }

  private ChannelReport of(Channel channel) {
    Transport transport = transports.of(channel);
    Observed known = observed(channel, transport instanceof SendingTransport);
    Diagnosis diagnosis = new Diagnosis(thresholds.apply(channel.key()),
        transport instanceof SendingTransport sending ? sending.pace(channel) : null,
        transport != null && transport.capabilities().receipts());
    return new ChannelReport(known, diagnosis.of(known));
  }

  private Observed observed(Channel channel, boolean sends) {
    Instant now = clock.instant();
    Status day = store.status(channel.key(), now.minus(DAY), now);
    Map<Sight, Mark> last = new EnumMap<>(Sight.class);
    for (Sight sight : Sight.values()) {
      Mark mark = day.marks().get(sight.key());
      if (mark != null) {
        last.put(sight, mark);
      }
    }
    List<Line> lines = new ArrayList<>();
    day.marks().forEach((name, mark) -> {
      if (name.startsWith(Line.MARKS)) {
        lines.add(Line.of(name, mark));
      }
    });
    lines.sort(Comparator.comparing(Line::mark));
    return new Observed(channel, now, last,
        counts(store.status(channel.key(), now.minus(HOUR), now)), counts(day),
        counts(store.status(channel.key(), now.minus(DAY), now.minus(HOUR.multipliedBy(2)))), lines,
        sends ? outbox.backlog(channel.key()) : null);
  }

  private static Map<Sight, Long> counts(Status status) {
    Map<Sight, Long> counts = new EnumMap<>(Sight.class);
    for (Sight sight : Sight.values()) {
      counts.put(sight, status.counts().getOrDefault(sight.key(), 0L));
    }
    return counts;
  }
}
