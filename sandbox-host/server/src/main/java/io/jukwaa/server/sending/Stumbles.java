package io.jukwaa.server.sending;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Messages over which an operator stumbles: it says of them that it takes nothing at all. One that is told so twice in a
 * row stands back for a while, so that others go first. As long as the process lives; no attempt is counted, for it may
 * have been the operator's fault. Thread-safe.
 */
final class Stumbles {
  private static final int MOST = 1_000;

  private final Map<String, Back> back = new LinkedHashMap<>();
  /** Whom the operator blamed last. */
  private String blamed = "";

  /** @param until by {@link System#nanoTime} */
  private record Back(int times, long until) {}

  /** The operator took nothing when it was asked to take this message. */
  synchronized void blame(String messageId, long now) {
    if (!blamed.equals(messageId)) {
      blamed = messageId;
      return;
    }
    blamed = "";
    Back before = back.remove(messageId);
    int times = before == null ? 0 : before.times();
    back.put(messageId, new Back(times + 1, now + TimeUnit.NANOSECONDS.convert(Backoff.STUMBLE.after(times))));
    if (back.size() > MOST) {
      back.remove(back.keySet().iterator().next());
    }
  }

  /** Whether others go before this message now. */
  synchronized boolean standsBack(String messageId, long now) {
    Back found = back.get(messageId);
    return found != null && found.until() - now > 0;
  }

  /** How many may stand back. */
  synchronized int count() {
    return back.size();
  }

  /** The message is dealt with. */
  synchronized void forget(String messageId) {
    back.remove(messageId);
  }
}
