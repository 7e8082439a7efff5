package io.jukwaa.store;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every message and event of every app.
 *
 * <p>Counts are kept, not made by counting. They are exact where one process has the store. Where several hosts share
 * it, whatever was stored is counted; what was stored twice over, because a host or the engine died in the middle and
 * it came again, may be counted twice.
 */
public interface MessageLog {
  /** Which way a message went. */
  enum Direction {
    INBOUND, OUTBOUND
  }

  /**
   * What brought a message about: the same in every run for the same inbound message or event.
   *
   * @param messageId of the inbound message whose run sent it, or the {@link Inbox.Entry#event} of the event
   * @param ordinal the place among what that run sent: replies from 0, other messages from {@link #FIRST_SEND}, below 0
   *     what the host said for the app
   */
  record Origin(String messageId, int ordinal) {
    /** More than the replies of any run. */
    public static final int FIRST_SEND = 1 << 20;
  }

  /**
   * Stores what came in; false, and nothing stored, if the app has a message of this id from this channel already. What
   * is stored is unfinished, and worked on by this process, until it is {@link #complete}: see {@link Inbox}.
   */
  boolean appendInbound(App app, String channel, UserMessage message);

  /**
   * Stores what an app sent, once: a message of the same app, channel and origin that is there already stands.
   *
   * @param channel the one that the run's inbound message or event came from
   * @param origin null if neither brought it about; then it is always stored
   * @return the message that is stored: this one or the one that was there
   */
  UserMessage appendOutbound(App app, String channel, @Nullable Origin origin, UserMessage message);

  /**
   * Stores what became of a message; false, and nothing stored, if the event of this id about it is there already. What
   * an app is to be told ({@link App#processEvents}) is unfinished, and worked on by this process, until it is {@link
   * #complete(App, String, MessageEvent)}: see {@link Inbox}.
   *
   * @param channel the one it came from
   */
  boolean appendEvent(App app, String channel, MessageEvent event);

  /** Marks that the app has been told. Returns at once, as for a message. */
  void complete(App app, String channel, MessageEvent event);

  /** Whether the app has been told, or need not be. */
  boolean isComplete(App app, String channel, MessageEvent event);

  /**
   * Marks that the run for this inbound message has ended: what it sent is all there will be. Returns at once. The mark
   * is on the disk soon, if need be when the engine is back; without it the run would be done again.
   */
  void complete(App app, String channel, String messageId);

  /** Whether the run for this inbound message has ended. */
  boolean isComplete(App app, String channel, String messageId);

  /**
   * What the run for this inbound message sent, replies and other messages: first what the host said for the
   * app, as the phone was shown that; then in the order in which it was stored.
   */
  List<UserMessage> sentFor(App app, String channel, String messageId);

  /**
   * What {@link #erase} has changed.
   *
   * @param events that are about its messages
   */
  record Erased(long inbound, long outbound, long events) {}

  /**
   * Takes what was said, and by whom, out of all messages from and to an address, and out of the events about them
   * ({@link UserMessage#erased}). They keep their places and are counted as before. What is unfinished of them is finished.
   *
   * @param pseudonym stands in the place of the address
   */
  Erased erase(App app, String address, String pseudonym);

  /** Newest first. */
  List<UserMessage> latest(App app, Direction direction, int limit);

  /** Messages from (inbound) or to (outbound) this address, newest first. */
  List<UserMessage> latestWith(App app, Direction direction, String address, int limit);

  /** The message of this id; null if the app has none. */
  @Nullable
  UserMessage find(App app, Direction direction, String messageId);

  long count(App app, Direction direction);

  /** Distinct users: {@code from_addr} inbound, {@code to_addr} outbound. */
  long countUsers(App app, Direction direction);

  /** Events by status, for example {@code ack} or {@code delivery_report.delivered}; absent means none. */
  Map<String, Long> countEvents(App app);

  /**
   * Messages in the window that ends at the newest message of this direction; 0 without messages. An engine may count by
   * whole minutes, so that the window begins up to a minute earlier.
   */
  long countWithin(App app, Direction direction, Duration window);
}
