package io.jukwaa.server.dispatch;

import io.jukwaa.store.Inbox;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this host takes over from others, and from itself. Thread-safe; blocks. */
final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final int AT_ONCE = 500;
  private static final int LOOKED_AT = 100;
  /** A message that was looked at once may have ended a moment ago. */
  private static final int LOOKS = 2;
  /** What fails so often does not only once; it is left to the next process. */
  private static final int MOST_BEGINNINGS = 5;

  private final Inbox inbox;
  private final Predicate<Exchange.Key> inProgress;
  private final Consumer<Inbox.Entry> begin;
  /** Taken over and not begun. */
  private final Queue<Inbox.Entry> claimed = new ArrayDeque<>();
  /** What this host holds and does not work on, with how often it was seen so. */
  private Map<Exchange.Key, Integer> idle = Map.of();
  /** How often what this host holds was begun again. */
  private final Map<Exchange.Key, Integer> beginnings = new HashMap<>();

  /**
   * @param inProgress whether this host works on a message or event
   * @param begin lets it wait for its turn; may throw if a store is gone
   */
  Claims(Inbox inbox, Predicate<Exchange.Key> inProgress, Consumer<Inbox.Entry> begin) {
    this.inbox = inbox;
    this.inProgress = inProgress;
    this.begin = begin;
  }

  /**
   * Takes over what nobody works on, and begins it. What cannot be begun is begun the next time: nobody else has it.
   *
   * @return how many were begun
   * @throws io.jukwaa.store.StoreException if a store is gone
   */
  synchronized int take() {
    int begun = 0;
    do {
      for (Inbox.Entry next = claimed.peek(); next != null; next = claimed.peek()) {
        begin.accept(next);
        claimed.remove();
        begun++;
      }
      claimed.addAll(inbox.claim(AT_ONCE));
    } while (!claimed.isEmpty());
    return begun;
  }

  /**
   * Begins what this host holds and has forgotten: an answer that came too late, or not at all, may leave it with a
   * message that others wait for. It may be called while messages are under way.
   *
   * @throws io.jukwaa.store.StoreException if a store is gone
   */
  synchronized void remember() {
    Map<Exchange.Key, Inbox.Entry> held = new LinkedHashMap<>();
    inbox.oldest(LOOKED_AT).forEach(entry -> held.put(Exchange.Key.of(entry), entry));
    beginnings.keySet().retainAll(held.keySet());
    held.keySet().removeIf(inProgress);
    Map<Exchange.Key, Integer> seen = new HashMap<>();
    held.forEach((key, entry) -> {
      int looks = idle.getOrDefault(key, 0) + 1;
      if (looks >= LOOKS && beginnings.getOrDefault(key, 0) < MOST_BEGINNINGS) {
        LOG.warn("{} was held and not in progress; it is begun again", key);
        begin.accept(entry);
        beginnings.merge(key, 1, Integer::sum);
        looks = 0;
      }
      seen.put(key, looks);
    });
    idle = seen;
  }
}
