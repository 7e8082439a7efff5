package io.jukwaa.server.routing;

import io.jukwaa.store.SessionStore;

/** Where routing has users between two messages, for whoever deletes them. Thread-safe; blocks where the store does. */
public record Whereabouts(SessionStore sessions) {
  /** The user is nowhere on this channel. */
  public void forget(String channel, String address) {
    sessions.remove(channel, Memory.id(address));
  }
}
