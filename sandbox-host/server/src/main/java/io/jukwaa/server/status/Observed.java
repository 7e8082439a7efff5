package io.jukwaa.server.status;

import io.jukwaa.message.Channel;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel at some moment.
 *
 * @param last what was seen last of each kind
 * @param hour how often since the hour before this one began
 * @param day how often since the same hour of yesterday
 * @param settled the same without this hour and the one before, whose receipts may still come
 * @param lines what hosts said of its connections, old ones too
 * @param backlog null if it does not send
 */
record Observed(Channel channel, Instant now, Map<Sight, Mark> last, Map<Sight, Long> hour, Map<Sight, Long> day,
    Map<Sight, Long> settled, List<Line> lines, Outbox.@Nullable Backlog backlog) {
  /** Null if it never was. */
  @Nullable
  Instant last(Sight sight) {
    Mark mark = last.get(sight);
    return mark == null ? null : mark.at();
  }

  String text(Sight sight) {
    Mark mark = last.get(sight);
    return mark == null ? "" : mark.text();
  }

  /** Whether the one was seen, and the other not since. */
  boolean isAfter(Sight one, Sight other) {
    Instant at = last(one);
    Instant before = last(other);
    return at != null && (before == null || at.isAfter(before));
  }

  /** What hosts that live say. */
  List<Line> fresh() {
    return lines.stream().filter(line -> line.seen().plus(ChannelMonitor.BELIEVED).isAfter(now)).toList();
  }

  static long count(Map<Sight, Long> counts, Sight sight) {
    return counts.getOrDefault(sight, 0L);
  }
}
