package io.jukwaa.store;

import java.time.Instant;
import java.util.List;

/** What the runs of each tenant used, summed by the hour. */
public interface UsageStore {
  /**
   * @param hour its first moment
   * @param stopped runs of them that went over a limit
   * @param cpuNanos processor time of guests
   */
  record Hour(Instant hour, long runs, long stopped, long cpuNanos, long allocatedBytes, long requests,
      long outputBytes) {}

  /** Adds what one run used to the hour of that moment. Returns at once; durable with the next commit of the store. */
  void add(String tenant, Instant time, Hour used);

  /** The newest hours with runs, newest first. */
  List<Hour> latest(String tenant, int limit);
}
