package io.jukwaa.transports;

import io.jukwaa.message.UserMessage;
import java.util.List;

/** Sends the messages of one channel. Thread-safe; for virtual threads. */
public interface Sender extends AutoCloseable {
  /**
   * Asks the operator to take a message. Blocks until it has answered, or clearly will not.
   *
   * @return what it said: a refusal is no exception
   */
  Submission send(UserMessage message);

  /** How many of what the operator counts ({@link Pace#perSecond}) the message is: the parts it leaves in. */
  default int parts(UserMessage message) {
    return 1;
  }

  /** The connections that it keeps open, as they are now; none if it keeps none, as over HTTP. Returns at once. */
  default List<Connection> connections() {
    return List.of();
  }

  /** Lets go what it holds; messages under way may fail. */
  @Override
  default void close() {}
}
