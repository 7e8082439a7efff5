package io.jukwaa.transports;

import io.jukwaa.store.SessionStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sessions in a map. */
public final class MemorySessionStore implements SessionStore {
  private record Key(String channel, String id) {}

  private final Map<Key, Session> sessions = new ConcurrentHashMap<>();
  private final InstantSource clock;
  public volatile boolean working = true;

  public MemorySessionStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public @Nullable Session find(String channel, String id) {
    if (!working) {
      throw new IllegalStateException("disk full at /var/lib/secret");
    }
    Session found = sessions.get(new Key(channel, id));
    return found == null || found.expires().isBefore(clock.instant()) ? null : found;
  }

  @Override
  public void save(Session session) {
    sessions.put(new Key(session.channel(), session.id()), session);
  }

  @Override
  public void remove(String channel, String id) {
    sessions.remove(new Key(channel, id));
  }
}
