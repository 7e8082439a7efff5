package io.jukwaa.transports;

import io.jukwaa.store.SessionStore;
import org.jspecify.annotations.Nullable;

/** A real session store with a switch that fails it. */
public final class BreakableSessions implements SessionStore {
  public volatile boolean working = true;
  private final SessionStore store;

  public BreakableSessions(SessionStore store) {
    this.store = store;
  }

  @Override
  public @Nullable Session find(String channel, String id) {
    return working().find(channel, id);
  }

  @Override
  public void save(Session session) {
    working().save(session);
  }

  @Override
  public void saveBeforeFlush(Session session) {
    save(session);
  }

  @Override
  public void remove(String channel, String id) {
    working().remove(channel, id);
  }

  private SessionStore working() {
    if (!working) {
      throw new IllegalStateException("disk full at /var/lib/secret");
    }
    return store;
  }
}
