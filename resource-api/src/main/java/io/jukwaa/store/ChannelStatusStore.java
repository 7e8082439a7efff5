package io.jukwaa.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What hosts have seen of channels: what happened last of each kind, and how often things happened, by the hour. All
 * hosts of an installation add to the same. Thread-safe; blocks.
 */
public interface ChannelStatusStore {
  /** How long hours are kept at least; marks are kept until they are removed. */
  Duration KEPT = Duration.ofDays(7);

  /** Something that happened last at this time, to the microsecond. */
  record Mark(Instant at, String text) {}

  /**
   * What is known of a channel.
   *
   * @param marks by the name of what happened
   * @param counts how often, by the name of what happened
   */
  record Status(Map<String, Mark> marks, Map<String, Long> counts) {
    public Status {
      marks = Map.copyOf(marks);
      counts = Map.copyOf(counts);
    }
  }

  /**
   * Adds what was seen within an hour. Of two marks of one name the later stands, of two of the same time the one that
   * is added last; counts add up.
   */
  void add(String channel, Instant hour, Status seen);

  /** Forgets marks; those that are not there too. */
  void remove(String channel, Set<String> marks);

  /**
   * What is known: all marks, and the counts of whole hours added up.
   *
   * @param from the first hour is the one that this is in
   * @param to the last hour is the one that this is in
   */
  Status status(String channel, Instant from, Instant to);
}
