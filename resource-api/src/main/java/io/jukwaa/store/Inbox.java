package io.jukwaa.store;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Received;
import io.jukwaa.message.UserMessage;
import java.util.List;

/**
 * The inbound messages that were accepted and whose runs have not ended, the events that apps are to be told and have
 * not been, and who works on them. Thread-safe.
 *
 * <p>{@link MessageLog#appendInbound} puts a message in, and {@link MessageLog#appendEvent} an event, held by the
 * process that stores it; {@link MessageLog#complete} takes it out. What a process held that died is held by nobody, and
 * claimed by another, or by the same when it has started again. At least once: a process that was only cut off may still
 * work on what another has claimed, so what it sends is stored under the same {@link MessageLog.Origin}.
 */
public interface Inbox {
  /**
   * A message or event nobody works on any more.
   *
   * @param app key of the app it is for
   * @param channel key of the channel it came from
   * @param received as it was stored
   */
  record Entry(String app, String channel, Received received) {
    /** The id of the message, or of the event and what it is about: unlike all others of the app and channel. */
    public String id() {
      return switch (received) {
        case UserMessage message -> message.messageId();
        case MessageEvent event -> event(event);
      };
    }

    /** The {@link #id} of an event. */
    public static String event(MessageEvent event) {
      return "event " + event.about() + " " + event.eventId();
    }
  }

  /**
   * Takes over what is unfinished and nobody holds; this process holds it from now on. Messages of one user of one app
   * are given in the order in which they were stored. Takes time by the number that is given, not by what is stored.
   *
   * @param limit at most so many, 1 or more
   * @return empty if there are none now; there may be later, when another process dies
   */
  List<Entry> claim(int limit);

  /**
   * What this process holds, messages in the order in which they were stored. What is among it and not in progress was
   * forgotten by a mistake, or by a failure between two engines: it is begun again.
   *
   * @param limit at most so many, 1 or more
   */
  List<Entry> oldest(int limit);

  /**
   * Whether everything that was stored for the same user of the app before this message is finished. A process that no
   * other shares the inbox with keeps the order itself and need not ask: then the answer is yes.
   *
   * @param message unfinished, and held by this process
   */
  boolean isNext(String app, String channel, UserMessage message);

  /** Holds nothing any more: whatever is unfinished may be claimed at once. For a process that is about to end. */
  void release();
}
