package io.jukwaa.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message brought about, all of it stored.
 *
 * @param sent everything the run sent up to now, in order; replies and other messages
 * @param complete whether the run has ended; false when the dead-line came first
 */
public record Answer(List<UserMessage> sent, boolean complete) {
  public Answer {
    sent = List.copyOf(sent);
  }

  /** The first reply to this message, which is what a held request shows; null if there is none. */
  public @Nullable UserMessage replyTo(String messageId) {
    return sent.stream().filter(message -> messageId.equals(message.inReplyTo())).findFirst().orElse(null);
  }
}
