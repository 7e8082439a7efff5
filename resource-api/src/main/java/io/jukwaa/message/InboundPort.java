package io.jukwaa.message;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Where transports hand over what came in. Thread-safe; returns at once, so an event loop may call it. */
public interface InboundPort {
  /**
   * Logs the message, runs the channel's app for it and gives what it sent.
   *
   * <p>The stage completes when the run has ended or {@code within} has passed, whichever is first, and never without
   * a reply while the session is open: if the app gave none, the channel's apology with the session closed is stored
   * and returned. What the answer says, and everything it rests on, is on the disk then. A message whose id was seen
   * before on this channel runs nothing and gets the stored answer.
   *
   * @param within how long the operator waits for us, less a margin
   * @return fails only if the message could not be stored
   */
  CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within);

  /**
   * Logs a message that no phone waits for, and runs the channel's app for it after that. A message whose id was seen
   * before on this channel runs nothing.
   *
   * @return completes, within some seconds, when the message is on the disk; fails if it could not be stored: the
   *     operator is to tell it again
   */
  CompletionStage<Void> take(Channel channel, UserMessage message);

  /**
   * Finds the message a receipt is about and gives its app the event, as {@link #accept(Channel, MessageEvent)} does.
   * What is told again adds nothing. A receipt on a message that is not known yet is kept for a while.
   *
   * @return completes when the receipt or the event is on the disk
   */
  CompletionStage<Void> report(Channel channel, Receipt receipt);

  /**
   * Logs the event and, if the app wants events, runs it. Completes when the event is stored; it is on the
   * disk when {@link io.jukwaa.store.Durability} says so.
   */
  CompletionStage<Void> accept(Channel channel, MessageEvent event);
}
