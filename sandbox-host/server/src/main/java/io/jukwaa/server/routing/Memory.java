package io.jukwaa.server.routing;

import io.jukwaa.server.routing.Decision.Position;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.SessionStore.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where users are between two messages. A message that comes again finds what was so before it came the first time, and
 * goes the same way. Blocks where the store does; thread-safe.
 */
record Memory(SessionStore sessions, InstantSource clock) {
  private static final String LAST = "last";
  private static final String BEFORE = "before";
  private static final String NOW = "now";

  /** Where the user was when this message came. */
  Position before(String channel, String address, String messageId) {
    Session session = sessions.find(channel, id(address));
    if (session == null) {
      return new Position.Nowhere();
    }
    return Position.of(session.state().get(messageId.equals(session.state().get(LAST)) ? BEFORE : NOW));
  }

  /** On the disk when the host has flushed. */
  void keep(String channel, String address, String messageId, Move move) {
    sessions.saveBeforeFlush(new Session(channel, id(address), Map.of(LAST, messageId, BEFORE, move.before().text(),
        NOW, move.after().text()), clock.instant().plus(move.remember())));
  }

  /** What one message did. */
  record Move(Position before, Position after, Duration remember) {}

  /** No session of an operator has such an id. */
  static String id(String address) {
    return "routing " + Words.withoutPlus(address);
  }
}
