package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.Routes.Cause;
import io.jukwaa.store.Durability;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages of an app that no run of it brought about: first the log, then the outbox, as always. What is known of
 * a message twice by its id is one message. Thread-safe; blocks.
 */
public final class Postings {
  /** No channel has this key. */
  private static final String NOWHERE = "~posted";
  /** No inbound message has an id that begins so. */
  private static final String ORIGIN = "posted ";

  private final Directory directory;
  private final MessageLog messages;
  private final Departures departures;
  private final Durability durability;

  Postings(Directory directory, MessageLog messages, Departures departures, Durability durability) {
    this.directory = directory;
    this.messages = messages;
    this.departures = departures;
    this.durability = durability;
  }

  /** The inbound message of this id; null if the app has none. */
  public @Nullable UserMessage received(App app, String messageId) {
    return messages.find(app, Direction.INBOUND, messageId);
  }

  /** The message of this id that the app has sent; null if it has not. */
  public @Nullable UserMessage sent(App app, String messageId) {
    return messages.find(app, Direction.OUTBOUND, messageId);
  }

  /**
   * Stores a message and lets it leave. What cannot leave is told to the app as an event.
   *
   * @param inbound the message it replies to; null if it is no reply
   * @return the message as it is stored, on the disk; what was stored before under its id stands
   * @throws io.jukwaa.store.StoreException if it is not stored, or is stored and may not have left
   */
  public UserMessage send(App app, @Nullable UserMessage inbound, UserMessage message) {
    return send(cause(app, inbound), message);
  }

  /**
   * The same for a message that is no reply and leaves by this channel, wherever the app's endpoints lead.
   *
   * @param channel key of one of the app's tenant
   */
  public UserMessage sendBy(String channel, App app, UserMessage message) {
    return send(new Cause(app, directory.channel(channel, app), null), message);
  }

  private UserMessage send(Cause cause, UserMessage message) {
    UserMessage stored = messages.appendOutbound(cause.app(), cause.channel().key(),
        new Origin(ORIGIN + message.messageId(), 0), departures.addressed(cause, message));
    departures.leaveAlone(cause, stored);
    durability.flush();
    return stored;
  }

  /** Lets a message that is stored leave, should its host have died in between; changes nothing if it has left. */
  public void sendAgain(App app, @Nullable UserMessage inbound, UserMessage stored) {
    departures.leaveAgain(cause(app, inbound), stored);
    durability.flush();
  }

  /** The same for a message of {@link #sendBy}. */
  public void sendAgainBy(String channel, App app, UserMessage stored) {
    departures.leaveAgain(new Cause(app, directory.channel(channel, app), null), stored);
    durability.flush();
  }

  private Cause cause(App app, @Nullable UserMessage inbound) {
    String from = inbound == null ? null : inbound.json().textOrNull("transport_name");
    Channel channel = directory.channel(from == null ? NOWHERE : from, app);
    return new Cause(app, channel, inbound);
  }
}
