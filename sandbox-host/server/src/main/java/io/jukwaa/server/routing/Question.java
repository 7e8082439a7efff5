package io.jukwaa.server.routing;

import io.jukwaa.message.Channel;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message before its way is.
 *
 * @param before where its user was
 */
record Question(Channel channel, UserMessage message, Decision.Position before) {
  SessionEvent session() {
    return message.sessionEvent();
  }

  /** Whether the message is one of a session, and not one text. */
  boolean inSession() {
    return session() != SessionEvent.NONE;
  }

  /** Whether a session goes on, or is over. */
  boolean continues() {
    return session() == SessionEvent.RESUME || session() == SessionEvent.CLOSE;
  }

  @Nullable
  String content() {
    return message.content();
  }
}
