package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Messages by id, and what finds them beside it.
 *
 * <p>A message that comes in costs one statement with a condition and, at the same time, what finds and counts it; for
 * one that was there already that is taken back. One that a run sends costs a statement with a condition, then all
 * others at once. Nothing is read before. A message whose storing was broken off lacks its mark {@code indexed}: when it
 * comes again, the rest is done again from what was stored.
 */
final class CassandraMessageLog implements MessageLog {
  private static final int AT_ONCE = 100;
  private static final String INDEX_MARK = "indexed";
  private static final String ACCEPT = "insert into inbound (app, message_id, channel, time, accepted, json)"
      + " values (?, ?, ?, ?, ?, ?) if not exists using ttl ?";
  private static final String ACCEPTED = "select accepted from inbound where app = ? and message_id = ?"
      + " and channel = ?";
  private static final String INDEXED = "update inbound using ttl ? set indexed = true"
      + " where app = ? and message_id = ? and channel = ?";
  private static final String IS_INDEXED = "select indexed from inbound where app = ? and message_id = ?"
      + " and channel = ?";
  private static final String COMPLETE = "update inbound using ttl ? set complete = complete + ?"
      + " where app = ? and message_id = ?";
  private static final String IS_COMPLETE = "select channel, complete from inbound where app = ? and message_id = ?"
      + " and channel = ?";
  private static final String SEND = "insert into outbound (app, message_id, channel, time, accepted, json,"
      + " run_of, ordinal) values (?, ?, ?, ?, ?, ?, ?, ?) using ttl ?";
  private static final String SENT = "insert into sent_by_run"
      + " (app, run_of, channel, ordinal, accepted, message_id, json) values (?, ?, ?, ?, ?, ?, ?)"
      + " if not exists using ttl ?";
  private static final String SENT_INDEXED = "update sent_by_run using ttl ? set indexed = true"
      + " where app = ? and run_of = ? and channel = ? and ordinal = ?";
  private static final String IS_SENT_INDEXED = "select indexed from sent_by_run where app = ? and run_of = ?"
      + " and channel = ? and ordinal = ?";
  private static final String SENT_FOR = "select ordinal, accepted, indexed, json from sent_by_run"
      + " where app = ? and run_of = ? and channel = ?";
  private static final String EVENT = "insert into event (app, about, event_id, json, told) values (?, ?, ?, ?, ?)"
      + " if not exists using ttl ?";
  private static final String COUNTED = "update event using ttl ? set counted = true"
      + " where app = ? and about = ? and event_id = ?";
  private static final String TOLD = "update event using ttl ? set told = true"
      + " where app = ? and about = ? and event_id = ?";
  private static final String IS_TOLD = "select told from event where app = ? and about = ? and event_id = ?";
  private static final String IS_COUNTED = "select counted from event where app = ? and about = ? and event_id = ?";

  private final Cql cql;
  private final Timeline timeline;
  private final MessageTallies tallies;
  private final MessageFinders finders;
  private final Retention retention;

  CassandraMessageLog(Cql cql, Timeline timeline, Retention retention) {
    this.cql = cql;
    this.timeline = timeline;
    this.retention = retention;
    tallies = new MessageTallies(cql, timeline);
    finders = new MessageFinders(cql, timeline);
  }

  @Override
  public boolean appendInbound(App app, String channel, UserMessage message) {
    UUID accepted = Uuids.timeBased();
    CompletableFuture<AsyncResultSet> accepting = cql.sendOnce(ACCEPT, app.key(), id(message),
        Text.storable(channel), Time.micros(message.timestamp()), accepted, Json.text(message.json().members()),
        timeToLive(app));
    List<CompletableFuture<?>> beside = finders(app, Direction.INBOUND, channel, message, accepted);
    AsyncResultSet answer;
    try {
      answer = Cql.await(accepting);
    } catch (StoreException e) { // when it comes again, it is found or not
      takeBack(app, channel, message, accepted, beside);
      throw e;
    }
    if (answer.wasApplied()) {
      Cql.awaitAll(beside);
      indexed(app, channel, message);
      return true;
    }
    Row stored = answer.one();
    takeBack(app, channel, message, accepted, beside);
    if (stored != null
        && lacks(stored, INDEX_MARK, IS_INDEXED, app.key(), id(message), Text.storable(channel))) {
      UserMessage before = message(stored);
      Cql.awaitAll(finders(app, Direction.INBOUND, channel, before, Columns.uuid(stored, "accepted")));
      indexed(app, channel, before);
    }
    return false;
  }

  @Override
  public UserMessage appendOutbound(App app, String channel, @Nullable Origin origin, UserMessage message) {
    UUID accepted = Uuids.timeBased();
    if (origin == null) {
      Cql.awaitAll(outbound(app, channel, null, message, accepted));
      return message;
    }
    AsyncResultSet answer = cql.compareAndSet(SENT, app.key(), Text.storable(origin.messageId()),
        Text.storable(channel), origin.ordinal(), accepted, id(message), Json.text(message.json().members()),
        timeToLive(app));
    Row before = answer.wasApplied() ? null : answer.one();
    if (before != null) {
      return finished(app, channel, origin, before);
    }
    index(app, channel, origin, message, accepted);
    return message;
  }

  @Override
  public boolean appendEvent(App app, String channel, MessageEvent event) {
    String about = about(event);
    String id = Text.storable(event.eventId());
    AsyncResultSet answer = cql.compareAndSet(EVENT, app.key(), about, id, Json.text(event.json().members()),
        !app.processEvents(), timeToLive(app));
    boolean fresh = answer.wasApplied();
    Row before = fresh ? null : answer.one();
    if (fresh || (before != null && lacks(before, "counted", IS_COUNTED, app.key(), about, id))) {
      Cql.await(tallies.addEvent(app.key(), event.status()));
      cql.later(cql.send(COUNTED, timeToLive(app), app.key(), about, id));
    }
    return fresh;
  }

  static String about(MessageEvent event) {
    return Text.storable(event.about());
  }

  @Override
  public void complete(App app, String channel, MessageEvent event) {
    int timeToLive = timeToLive(app);
    cql.repeated()
        .add(() -> cql.send(TOLD, timeToLive, app.key(), about(event), Text.storable(event.eventId())));
  }

  /** Waits for the marks this process has made. */
  @Override
  public boolean isComplete(App app, String channel, MessageEvent event) {
    cql.repeated().settle();
    Row row = cql.first(IS_TOLD, app.key(), about(event), Text.storable(event.eventId()));
    return row != null && (row.isNull("told") || row.getBoolean("told"));
  }

  @Override
  public void complete(App app, String channel, String messageId) {
    int timeToLive = timeToLive(app);
    cql.repeated().add(
        () -> cql.send(COMPLETE, timeToLive, Set.of(Text.storable(channel)), app.key(), Text.storable(messageId)));
  }

  /** Waits for the marks this process has made. */
  @Override
  public boolean isComplete(App app, String channel, String messageId) {
    cql.repeated().settle();
    Row row = cql.first(IS_COMPLETE, app.key(), Text.storable(messageId), Text.storable(channel));
    return row != null && Columns.texts(row, "complete").contains(Text.storable(channel));
  }

  /** What is told to somebody is found by everybody: what was broken off is done first. */
  @Override
  public List<UserMessage> sentFor(App app, String channel, String messageId) {
    List<Row> rows = new ArrayList<>();
    cql.rows(SENT_FOR, app.key(), Text.storable(messageId), Text.storable(channel)).forEachRemaining(rows::add);
    rows.sort(Comparator.<Row, Boolean>comparing(row -> row.getInt("ordinal") >= 0)
        .thenComparing(row -> Columns.uuid(row, "accepted"), Timeline.Entry.BY_POSITION));
    List<UserMessage> sent = new ArrayList<>();
    rows.forEach(row -> sent.add(finished(app, channel, new Origin(messageId, row.getInt("ordinal")), row)));
    return List.copyOf(sent);
  }

  @Override
  public Erased erase(App app, String address, String pseudonym) {
    return new MessageErasure(cql, finders, tallies).erase(app.key(), Text.storable(address), pseudonym);
  }

  @Override
  public List<UserMessage> latest(App app, Direction direction, int limit) {
    List<UserMessage> found = new ArrayList<>();
    collect(app, direction, timeline.newest(MessageTallies.name(direction), app.key()), limit, found);
    return found;
  }

  @Override
  public List<UserMessage> latestWith(App app, Direction direction, String address, int limit) {
    List<UserMessage> found = new ArrayList<>();
    collect(app, direction, finders.with(app.key(), direction, address), limit, found);
    return found;
  }

  @Override
  public @Nullable UserMessage find(App app, Direction direction, String messageId) {
    Row row = cql.first(byId(direction) + " limit 1", app.key(), Text.storable(messageId));
    return row == null || row.getString("json") == null ? null : message(row);
  }

  @Override
  public long count(App app, Direction direction) {
    return tallies.messages(app.key(), direction);
  }

  @Override
  public long countUsers(App app, Direction direction) {
    return tallies.users(app.key(), direction);
  }

  @Override
  public Map<String, Long> countEvents(App app) {
    return tallies.events(app.key());
  }

  @Override
  public long countWithin(App app, Direction direction, Duration window) {
    Iterator<Timeline.Entry> newest = timeline.newest(MessageTallies.name(direction), app.key());
    if (!newest.hasNext()) {
      return 0;
    }
    long end = newest.next().time();
    return tallies.between(app.key(), direction, end - Time.micros(window), end);
  }

  /** Whether a row lacks its mark also when everything that this process has sent is done. */
  private boolean lacks(Row stored, String mark, String again, Object... key) {
    if (stored.getBoolean(mark)) {
      return false;
    }
    cql.inFlight().settle();
    Row now = cql.first(again, key);
    return now == null || !now.getBoolean(mark);
  }

  private void indexed(App app, String channel, UserMessage message) {
    tallies.meet(app.key(), Direction.INBOUND, MessageFinders.address(Direction.INBOUND, message));
    cql.later(cql.send(INDEXED, timeToLive(app), app.key(), id(message), Text.storable(channel)));
  }

  /**
   * Unless the message was stored as this one all the same: what was to find and count it goes, once it has come. What
   * cannot be taken back finds nothing, and counts too much.
   */
  private void takeBack(App app, String channel, UserMessage message, UUID accepted,
      List<CompletableFuture<?>> written) {
    CompletableFuture<?> come = CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    cql.later(come.thenCompose(_ -> cql.send(ACCEPTED, app.key(), id(message), Text.storable(channel)))
        .thenCompose(answer -> {
          Row stored = answer.one();
          List<CompletableFuture<?>> removals = new ArrayList<>();
          if (stored == null || !accepted.equals(stored.getUuid("accepted"))) {
            removals.addAll(finders.remove(app.key(), Direction.INBOUND, channel, message, accepted));
            removals.addAll(tallies.remove(app.key(), Direction.INBOUND, Time.micros(message.timestamp())));
          }
          return CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new));
        }).exceptionally(failure -> null));
  }

  /** The message of a row that a run has left, with what finds and counts it. */
  private UserMessage finished(App app, String channel, Origin origin, Row row) {
    UserMessage message = message(row);
    if (lacks(row, INDEX_MARK, IS_SENT_INDEXED, app.key(), Text.storable(origin.messageId()), Text.storable(channel),
        origin.ordinal())) {
      index(app, channel, origin, message, Columns.uuid(row, "accepted"));
    }
    return message;
  }

  private void index(App app, String channel, Origin origin, UserMessage message, UUID accepted) {
    Cql.awaitAll(outbound(app, channel, origin, message, accepted));
    cql.later(
        cql.send(SENT_INDEXED, timeToLive(app), app.key(), Text.storable(origin.messageId()), Text.storable(channel),
            origin.ordinal()));
  }

  /** Sends a message that goes out, with all that finds and counts it. */
  private List<CompletableFuture<?>> outbound(App app, String channel, @Nullable Origin origin, UserMessage message,
      UUID accepted) {
    tallies.meet(app.key(), Direction.OUTBOUND, MessageFinders.address(Direction.OUTBOUND, message));
    List<CompletableFuture<?>> writes = finders(app, Direction.OUTBOUND, channel, message, accepted);
    writes.add(cql.send(SEND, app.key(), id(message), Text.storable(channel), Time.micros(message.timestamp()),
        accepted, Json.text(message.json().members()), origin == null ? null : Text.storable(origin.messageId()),
        origin == null ? null : origin.ordinal(), timeToLive(app)));
    return writes;
  }

  /** Sends what finds a message and what counts it. All but the counting changes nothing when it is done again. */
  private List<CompletableFuture<?>> finders(App app, Direction direction, String channel, UserMessage message,
      UUID accepted) {
    List<CompletableFuture<?>> writes = finders.add(app.key(), direction, channel, message, accepted,
        timeToLive(app));
    writes.addAll(tallies.add(app.key(), direction, Time.micros(message.timestamp())));
    return writes;
  }

  /**
   * Reads the messages of these entries, a hundred at once, until there are enough. An entry of another position than
   * its message's is of one that came again.
   */
  private void collect(App app, Direction direction, Iterator<Timeline.Entry> entries, int limit,
      List<UserMessage> found) {
    while (found.size() < limit && entries.hasNext()) {
      List<CompletableFuture<AsyncResultSet>> answers = new ArrayList<>();
      List<UUID> positions = new ArrayList<>();
      int wanted = Math.min(limit - found.size(), AT_ONCE);
      while (answers.size() < wanted && entries.hasNext()) {
        Timeline.Entry entry = entries.next();
        positions.add(entry.position());
        answers.add(direction == Direction.INBOUND
            ? cql.send(byId(direction) + " and channel = ?", app.key(), entry.item(), entry.itemOf())
            : cql.send(byId(direction), app.key(), entry.item()));
      }
      for (int i = 0; i < answers.size(); i++) {
        Row row = Cql.await(answers.get(i)).one();
        if (row != null && row.getString("json") != null && positions.get(i).equals(row.getUuid("accepted"))) {
          found.add(message(row));
        }
      }
    }
  }

  /** Seconds. */
  private int timeToLive(App app) {
    return retention.timeToLive(app.tenant());
  }

  private static String byId(Direction direction) {
    return "select json, accepted from " + MessageTallies.name(direction) + " where app = ? and message_id = ?";
  }

  private static String id(UserMessage message) {
    return Text.storable(message.messageId());
  }

  private static UserMessage message(Row row) {
    return new UserMessage(Json.fields(Columns.text(row, "json")));
  }
}
