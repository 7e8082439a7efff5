package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What finds messages by time and by address. Thread-safe. */
final class MessageFinders {
  private static final String BY_ADDRESS = "insert into message_by_address"
      + " (app, direction, address, month, time, position, item, item_of) values (?, ?, ?, ?, ?, ?, ?, ?) using ttl ?";
  private static final String MONTH = "insert into address_month (app, direction, address, month)"
      + " values (?, ?, ?, ?) using ttl ?";
  private static final String MONTHS = "select month from address_month where app = ? and direction = ?"
      + " and address = ?";
  private static final String WITH_ADDRESS = "select time, position, item, item_of from message_by_address"
      + " where app = ? and direction = ? and address = ? and month = ?";
  /** A month is listed for longer than what it holds, as that may come at its end. */
  private static final int LISTED_LONGER = (int) TimeUnit.DAYS.toSeconds(33);
  private static final String ROW = " from message_by_address"
      + " where app = ? and direction = ? and address = ? and month = ? and time = ? and position = ?";
  private static final String NOT_BY_ADDRESS = "delete" + ROW;
  private static final String NONE_BY_ADDRESS = "delete from message_by_address"
      + " where app = ? and direction = ? and address = ? and month = ?";
  private static final String NO_MONTH = "delete from address_month where app = ? and direction = ? and address = ?";
  private static final String IS_BY_ADDRESS = "select item" + ROW;

  private final Cql cql;
  private final Timeline timeline;
  private final Cache<Month, Boolean> listed = Caffeine.newBuilder().maximumSize(100_000)
      .expireAfterWrite(Duration.ofHours(1)).build();

  private record Month(String app, String direction, String address, LocalDate first) {}

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
      Month month = new Month(app, name, address, Timeline.month(Timeline.day(entry.time())));
      writes.add(cql.send(BY_ADDRESS, app, name, address, month.first(), entry.time(), accepted, entry.item(),
          entry.itemOf(), timeToLive));
      if (listed.getIfPresent(month) == null) {
        writes.add(cql.send(MONTH, app, name, address, month.first(), timeToLive == 0 ? 0 : timeToLive + LISTED_LONGER)
            .thenAccept(done -> listed.put(month, true)));
      }
    }
    return writes;
  }

  /** Messages with this address, newest first; read as they are asked for. */
  Iterator<Timeline.Entry> with(String app, Direction direction, String address) {
    String name = MessageTallies.name(direction);
    Iterator<Row> months = new PagedRows(Cql.await(cql.sendForFew(MONTHS, app, name, Text.storable(address))));
    return new Iterator<>() {
      private Iterator<Timeline.Entry> month = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!month.hasNext() && months.hasNext()) {
          month = Timeline.entries(new PagedRows(Cql.await(cql.sendForFew(WITH_ADDRESS, app, name,
              Text.storable(address), Columns.date(months.next(), "month")))));
        }
        return month.hasNext();
      }

      @Override
      public Timeline.Entry next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no older message");
        }
        return month.next();
      }
    };
  }

  /** Whether the message is found, by time and by address. */
  boolean find(String app, Direction direction, String channel, UserMessage message, UUID accepted) {
    String name = MessageTallies.name(direction);
    Timeline.Entry entry = entry(channel, message, accepted);
    String address = address(direction, message);
    if (!timeline.has(name, app, entry)) {
      return false;
    }
    if (address == null) {
      return true;
    }
    LocalDate month = Timeline.month(Timeline.day(entry.time()));
    return cql.first(MONTHS + " and month = ?", app, name, address, month) != null
        && cql.first(IS_BY_ADDRESS, app, name, address, month, entry.time(), accepted) != null;
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

  /** Makes no message be found by this address. */
  void forget(String app, Direction direction, String address) {
    String name = MessageTallies.name(direction);
    Iterator<Row> months = cql.rows(MONTHS, app, name, Text.storable(address));
    while (months.hasNext()) {
      LocalDate month = Columns.date(months.next(), "month");
      Cql.await(cql.send(NONE_BY_ADDRESS, app, name, Text.storable(address), month));
      listed.invalidate(new Month(app, name, Text.storable(address), month));
    }
    Cql.await(cql.send(NO_MONTH, app, name, Text.storable(address)));
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
