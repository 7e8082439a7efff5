package io.jukwaa.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What transports must remember of an open session between two requests of an operator. */
public interface SessionStore {
  /**
   * @param channel the channel's key
   * @param id the operator's session id
   * @param state the transport's own notes, small
   * @param expires when the network has surely ended it
   */
  record Session(String channel, String id, Map<String, String> state, Instant expires) {
    public Session {
      state = Map.copyOf(state);
    }
  }

  /** The session if it is open and not expired. */
  @Nullable
  Session find(String channel, String id);

  /** Stores the session, replacing what was there; other processes see it when this returns. */
  void save(Session session);

  /** The same for somebody who flushes before anybody hears of it: other processes may see it only then. */
  void saveBeforeFlush(Session session);

  /** Forgets it; no error if it is unknown. */
  void remove(String channel, String id);
}
