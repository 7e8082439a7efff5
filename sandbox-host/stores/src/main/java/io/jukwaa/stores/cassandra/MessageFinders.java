package io.jukwaa.stores.cassandra;

import io.jukwaa.message.UserMessage;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What finds messages by time and by address. Thread-safe. */
final class MessageFinders {
  private static final String BY_ADDRESS = "insert into message_by_address"
      + " (app, direction, address, month, time, position, item, item_of) values (?, ?, ?, ?, ?, ?, ?, ?) using ttl ?";
  private static final String ROW = " from message_by_address"
      + " where app = ? and direction = ? and address = ? and month = ? and time = ? and position = ?";
  private static final String NOT_BY_ADDRESS = "delete" + ROW;
  private static final String IS_BY_ADDRESS = "select item" + ROW;

  private final Cql cql;
  private final Timeline timeline;

  MessageFinders(Cql cql, Timeline timeline) {
    this.cql = cql;
    this.timeline = timeline;
  }

  /**
   * Sends what finds a message; doing it again changes nothing.
   *
   * @param timeToLive seconds; 0 for ever
   */
  List<CompletableFuture<?>> add(String app, Direction direction, String channel, UserMessage message, UUID accepted,
      int timeToLive) {
    String name = MessageTallies.name(direction);
    Timeline.Entry entry = entry(channel, message, accepted);
    List<CompletableFuture<?>> writes = timeline.add(name, app, entry, timeToLive);
    String address = address(direction, message);
    if (address != null) {
      writes.add(cql.send(BY_ADDRESS, app, name, address, Timeline.month(Timeline.day(entry.time())), entry.time(),
          accepted, entry.item(), entry.itemOf(), timeToLive));
    }
    return writes;
  }

  /** Whether the message is found, by time and by address. */
  boolean find(String app, Direction direction, String channel, UserMessage message, UUID accepted) {
    String name = MessageTallies.name(direction);
    Timeline.Entry entry = entry(channel, message, accepted);
    String address = address(direction, message);
    if (!timeline.has(name, app, entry)) {
      return false;
    }
    return address == null || cql.first(IS_BY_ADDRESS, app, name, address, Timeline.month(Timeline.day(entry.time())),
        entry.time(), accepted) != null;
  }

  /** Sends what makes the message not be found any more. */
  List<CompletableFuture<?>> remove(String app, Direction direction, String channel, UserMessage message,
      UUID accepted) {
    String name = MessageTallies.name(direction);
    Timeline.Entry entry = entry(channel, message, accepted);
    List<CompletableFuture<?>> removals = new ArrayList<>();
    removals.add(timeline.remove(name, app, entry));
    String address = address(direction, message);
    if (address != null) {
      removals.add(cql.send(NOT_BY_ADDRESS, app, name, address, Timeline.month(Timeline.day(entry.time())),
          entry.time(), accepted));
    }
    return removals;
  }

  private static Timeline.Entry entry(String channel, UserMessage message, UUID accepted) {
    return new Timeline.Entry(Time.micros(message.timestamp()), accepted, Text.storable(message.messageId()),
        Text.storable(channel));
  }

  /** The user's; null if the message has none. */
  static @Nullable String address(Direction direction, UserMessage message) {
    String address = direction == Direction.INBOUND ? message.fromAddr() : message.toAddr();
    return address == null ? null : Text.storable(address);
  }
}
