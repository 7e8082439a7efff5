package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.format.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Running totals of an app. Thread-safe.
 *
 * <p>A message is counted when it is stored, and again if its storing was broken off and is done again: no total is too
 * low for what was accepted.
 */
final class MessageTallies {
  private static final String EVENTS = "event.";
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
  private static final int MINUTES_A_DAY = 1_440;
  private static final String ADD = "update tally set value = value + ? where app = ? and name = ?";
  private static final String ADD_MINUTE = "update minute_tally set messages = messages + ?"
      + " where app = ? and direction = ? and day = ? and minute = ?";
  private static final String MEET = "insert into correspondent (app, direction, address) values (?, ?, ?)"
      + " if not exists";
  private static final String UNMEET = "delete from correspondent where app = ? and direction = ? and address = ?"
      + " if exists";
  private static final String IS_MET = "select address from correspondent where app = ? and direction = ?"
      + " and address = ?";
  private static final String TOTAL = "select value from tally where app = ? and name = ?";
  private static final String EVENT_TOTALS = "select name, value from tally"
      + " where app = ? and name >= 'event.' and name < 'event/'";
  private static final String MINUTES = "select sum(messages) as messages from minute_tally"
      + " where app = ? and direction = ? and day = ? and minute >= ? and minute <= ?";

  private final Cql cql;
  private final Timeline timeline;
  /** Whom the app knows, or is being told of. */
  private final Cache<Correspondent, Boolean> met = Caffeine.newBuilder().maximumSize(100_000).build();

  private record Correspondent(String app, String direction, String address) {}

  MessageTallies(Cql cql, Timeline timeline) {
    this.cql = cql;
    this.timeline = timeline;
  }

  static String name(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  /** Sends what counts a message. */
  List<CompletableFuture<AsyncResultSet>> add(String app, Direction direction, long time) {
    return add(app, name(direction), time, 1L);
  }

  /** Sends what counts a message less, whose user was not {@link #meet met}. */
  List<CompletableFuture<AsyncResultSet>> remove(String app, Direction direction, long time) {
    return add(app, name(direction), time, -1L);
  }

  private List<CompletableFuture<AsyncResultSet>> add(String app, String name, long time, long messages) {
    return List.of(cql.sendOnce(ADD, messages, app, name),
        cql.sendOnce(ADD_MINUTE, messages, app, name, Timeline.day(time), minute(Math.floorDiv(time, MINUTE))));
  }

  CompletableFuture<AsyncResultSet> addEvent(String app, String status) {
    return cql.sendOnce(ADD, 1L, app, EVENTS + status);
  }

  long messages(String app, Direction direction) {
    return total(app, name(direction));
  }

  long users(String app, Direction direction) {
    return total(app, users(name(direction)));
  }

  Map<String, Long> events(String app) {
    Map<String, Long> totals = new TreeMap<>();
    Iterator<Row> rows = cql.rows(EVENT_TOTALS, app);
    while (rows.hasNext()) {
      Row row = rows.next();
      totals.put(Columns.text(row, "name").substring(EVENTS.length()), row.getLong("value"));
    }
    return totals;
  }

  /** Messages of the minutes that hold these two moments, and of those between. */
  long between(String app, Direction direction, long from, long to) {
    cql.inFlight().settle();
    String name = name(direction);
    long first = Math.floorDiv(from, MINUTE);
    long last = Math.floorDiv(to, MINUTE);
    List<CompletableFuture<AsyncResultSet>> sums = new ArrayList<>();
    for (LocalDate day : timeline.days(name, app, Timeline.day(from))) {
      long midnight = day.toEpochDay() * MINUTES_A_DAY;
      if (midnight <= last) {
        sums.add(cql.send(MINUTES, app, name, day, (short) Math.max(first - midnight, 0),
            (short) Math.min(last - midnight, MINUTES_A_DAY)));
      }
    }
    long messages = 0;
    for (CompletableFuture<AsyncResultSet> sum : sums) {
      Row row = Cql.await(sum).one();
      messages += row == null ? 0 : row.getLong("messages");
    }
    return messages;
  }

  /**
   * Counts the user if the app does not know them: nobody waits for it, as it takes a condition. If that fails, the next message of
   * theirs does it.
   */
  void meet(String app, Direction direction, @Nullable String address) {
    if (address == null) {
      return;
    }
    Correspondent one = new Correspondent(app, name(direction), address);
    if (met.asMap().putIfAbsent(one, true) == null) { // conditions that compete for a row may hold up each other for seconds
      cql.later(cql.sendOnce(MEET, one.app(), one.direction(), one.address())
          .thenCompose(answer -> answer.wasApplied()
              ? cql.sendOnce(ADD, 1L, one.app(), users(one.direction()))
              : CompletableFuture.completedFuture(answer))
          .whenComplete((_, failure) -> {
            if (failure != null) {
              met.invalidate(one);
            }
          }));
    }
  }

  /** Knows the user by another address from now on; counts them less if it knew that one too. */
  void rename(String app, Direction direction, String address, String pseudonym) {
    cql.inFlight().settle();
    String name = name(direction);
    String known = Text.storable(address);
    met.invalidate(new Correspondent(app, name, known));
    boolean isNew = cql.first(IS_MET, app, name, known) != null
        && cql.compareAndSet(MEET, app, name, pseudonym).wasApplied();
    if (cql.compareAndSet(UNMEET, app, name, known).wasApplied() && !isNew) {
      Cql.await(cql.sendOnce(ADD, -1L, app, users(name)));
    }
  }

  /** Waits for what this process has yet to count. */
  private long total(String app, String name) {
    cql.inFlight().settle();
    Row row = cql.first(TOTAL, app, name);
    return row == null ? 0 : row.getLong("value");
  }

  private static String users(String direction) {
    return direction + ".users";
  }

  /** @param minutes since 1970 */
  static LocalDate day(long minutes) {
    return LocalDate.ofEpochDay(Math.floorDiv(minutes, MINUTES_A_DAY));
  }

  /** @param minutes since 1970 */
  static short minute(long minutes) {
    return (short) Math.floorMod(minutes, MINUTES_A_DAY);
  }
}
