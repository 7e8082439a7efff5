package io.jukwaa.server.clients;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.HostRun;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.store.StoreException;

/** Replies of programs elsewhere: to a phone that waits at this host, or by the channel's own way. Thread-safe; blocks. */
public record Replies(Postings postings, Waiting waiting) {
  /**
   * Sends a reply.
   *
   * @return the message as it is stored
   * @throws StoreException if a store is gone
   */
  public UserMessage send(App app, UserMessage inbound, UserMessage reply) {
    HostRun run = waiting.take(app.key(), inbound.messageId());
    return run == null ? postings.send(app, inbound, reply) : answer(app, run, reply);
  }

  /** A phone waits for it. */
  private UserMessage answer(App app, HostRun run, UserMessage reply) {
    try {
      run.replyStamp(reply.messageId());
      run.send(reply);
    } catch (StoreException e) {
      waiting.giveBack(app.key(), String.valueOf(reply.inReplyTo()), run);
      throw e;
    }
    UserMessage stored = postings.sent(app, reply.messageId());
    return stored == null ? reply : stored;
  }
}
