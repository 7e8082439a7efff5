package io.jukwaa.resource;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of an app for one message or event, as its resources see it. Thread-safe: commands of one run are
 * carried out at the same time.
 */
public interface Run {
  /**
   * What sends no more than so many messages, a text beside a screen for example, does not write to many. What a run sends
   * beyond them may have to give way to phones in {@link #send}, also to others of its worker.
   */
  int FEW_SENDS = 3;

  /** The message the app was run for; null in an event run. Its helper metadata is what replies inherit. */
  @Nullable
  UserMessage inbound();

  /**
   * Sends a message: it is in the message log when this returns, and leaves through the channel.
   *
   * @throws CommandException if it could not be stored
   */
  void send(UserMessage message);

  /**
   * An identity for a reply of this run: a fresh one in an event run, else the one that the run's first, second, … reply
   * has whenever the app is run for the same inbound message.
   */
  Stamp replyStamp();

  /** The same for any other message. They are counted apart: an app that is run again may say something else. */
  Stamp sendStamp();

  /** The lock on the user under which the run takes place; null if it needs none, as the run of an event. */
  default @Nullable Lease lease() {
    return null;
  }

  /** Whether anybody still waits for what the app would say; if not, it need not be run. */
  default boolean isAwaited() {
    return true;
  }

  /** Changes the inbound message that later replies of this run are made from. */
  void inherit(UserMessage inbound);
}
