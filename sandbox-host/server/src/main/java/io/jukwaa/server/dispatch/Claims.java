package io.jukwaa.server.dispatch;

import io.jukwaa.store.Inbox;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** What this host takes over from others. Thread-safe; blocks. */
final class Claims {
  private static final int AT_ONCE = 500;

  private final Inbox inbox;
  private final Consumer<Inbox.Entry> begin;
  /** Taken over and not begun. */
  private final Queue<Inbox.Entry> claimed = new ArrayDeque<>();

  /** @param begin lets a message wait for its turn; may throw if a store is gone */
  Claims(Inbox inbox, Consumer<Inbox.Entry> begin) {
    this.inbox = inbox;
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
}
