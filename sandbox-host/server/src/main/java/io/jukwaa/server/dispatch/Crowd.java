package io.jukwaa.server.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something each tenant has in the host. Thread-safe. */
public final class Crowd {
  private final Map<String, Integer> inside = new ConcurrentHashMap<>();

  /** Lets one more in; false, and nothing is counted, if the tenant has so many already. */
  public boolean enter(String tenant, int most) {
    boolean[] entered = new boolean[1];
    inside.compute(tenant, (_, count) -> {
      int there = count == null ? 0 : count;
      entered[0] = there < most;
      return entered[0] ? there + 1 : count;
    });
    return entered[0];
  }

  /** One that was let in is done. */
  public void leave(String tenant) {
    inside.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
  }
}
