package io.jukwaa.stores.embedded;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages and events, with running totals beside them so that no question has to count. */
final class EmbeddedMessageLog implements MessageLog {
  private static final String EVENTS = "event.";
  /** As the index of its uniqueness has it. */
  private static final String THIS_EVENT = " where app = ? and coalesce(message_id, '') = ?"
      + " and json ->> '$.event_id' = ?";

  private final EmbeddedDatabase database;

  EmbeddedMessageLog(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public boolean appendInbound(App app, String channel, UserMessage message) {
    String json = Json.text(message.json().members());
    long time = Time.micros(message.timestamp());
    return database.write(sql -> {
      boolean fresh = sql.run("insert into inbound (app, channel, message_id, time, json) values (?, ?, ?, ?, ?)"
          + " on conflict do nothing", app.key(), channel, message.messageId(), time, json) > 0;
      if (fresh) {
        tally(sql, app, Direction.INBOUND, message.fromAddr());
      }
      return fresh;
    });
  }

  @Override
  public UserMessage appendOutbound(App app, String channel, @Nullable Origin origin, UserMessage message) {
    String json = Json.text(message.json().members());
    long time = Time.micros(message.timestamp());
    String runOf = origin == null ? null : origin.messageId();
    Integer ordinal = origin == null ? null : origin.ordinal();
    String before = database.<@Nullable String>write(sql -> {
      if (sql.run("insert into outbound (app, channel, message_id, run_of, ordinal, time, json)"
          + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing", app.key(), channel, message.messageId(), runOf,
          ordinal, time, json) > 0) {
        tally(sql, app, Direction.OUTBOUND, message.toAddr());
        return null;
      }
      return sql.first("select json from outbound where app = ? and run_of = ? and channel = ? and ordinal = ?",
          row -> row.getString(1), app.key(), runOf, channel, ordinal);
    });
    return before == null ? message : new UserMessage(Json.fields(before));
  }

  @Override
  public boolean appendEvent(App app, String channel, MessageEvent event) {
    String json = Json.text(event.json().members());
    return database.write(sql -> {
      boolean fresh = sql.run("insert into event (app, channel, message_id, complete, json) values (?, ?, ?, ?, ?)"
          + " on conflict do nothing", app.key(), channel, event.userMessageId(), app.processEvents() ? 0 : 1,
          json) > 0;
      if (fresh) {
        addOne(sql, app, EVENTS + event.status());
      }
      return fresh;
    });
  }

  @Override
  public void complete(App app, String channel, String messageId) {
    database.fire(sql -> sql.run("update inbound set complete = 1 where app = ? and message_id = ? and channel = ?",
        app.key(), messageId, channel));
  }

  /** Asks the writer, which knows of every mark that was made before. */
  @Override
  public boolean isComplete(App app, String channel, String messageId) {
    return database.write(sql -> sql.exists("select 1 from inbound where app = ? and message_id = ? and channel = ?"
        + " and complete = 1", app.key(), messageId, channel));
  }

  @Override
  public void complete(App app, String channel, MessageEvent event) {
    database.fire(sql -> sql.run("update event set complete = 1" + THIS_EVENT, key(app, event)));
  }

  /** Asks the writer, as for a message. */
  @Override
  public boolean isComplete(App app, String channel, MessageEvent event) {
    return database.write(sql -> sql.exists("select 1 from event" + THIS_EVENT + " and complete = 1", key(app, event)));
  }

  private static Object[] key(App app, MessageEvent event) {
    String about = event.userMessageId();
    return new Object[]{app.key(), about == null ? "" : about, event.eventId()};
  }

  @Override
  public List<UserMessage> sentFor(App app, String channel, String messageId) {
    return messages("select json from outbound where app = ? and run_of = ? and channel = ? order by ordinal >= 0, id",
        app.key(), messageId, channel);
  }

  @Override
  public List<UserMessage> latest(App app, Direction direction, int limit) {
    return messages("select json from " + table(direction) + " where app = ? order by time desc, id desc limit ?",
        app.key(), Math.max(limit, 0));
  }

  @Override
  public List<UserMessage> latestWith(App app, Direction direction, String address, int limit) {
    String column = direction == Direction.INBOUND ? "$.from_addr" : "$.to_addr";
    return messages("select json from " + table(direction) + " where app = ? and json ->> '" + column
        + "' = ? order by time desc, id desc limit ?", app.key(), address, Math.max(limit, 0));
  }

  @Override
  public @Nullable UserMessage find(App app, Direction direction, String messageId) {
    List<UserMessage> found = messages("select json from " + table(direction)
        + " where app = ? and message_id = ? order by id limit 1", app.key(), messageId);
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public long count(App app, Direction direction) {
    return total(app, table(direction));
  }

  @Override
  public long countUsers(App app, Direction direction) {
    return total(app, users(direction));
  }

  @Override
  public Map<String, Long> countEvents(App app) {
    return database.read(sql -> {
      Map<String, Long> counts = new TreeMap<>();
      sql.each("select substr(name, ?2), value from tally where app = ?1 and name glob 'event.*'", row -> {
        counts.put(row.getString(1), row.getLong(2));
        return true;
      }, app.key(), EVENTS.length() + 1);
      return counts;
    });
  }

  @Override
  public long countWithin(App app, Direction direction, Duration window) {
    String table = table(direction);
    return database
        .read(sql -> sql.number("select count(*) from " + table + " where app = ?1 and time >= (select max(time) from "
            + table + " where app = ?1) - ?2", app.key(), Time.micros(window)));
  }

  private List<UserMessage> messages(String query, Object... arguments) {
    List<String> found = database.read(sql -> sql.all(query, row -> row.getString(1), arguments));
    return found.stream().map(json -> new UserMessage(Json.fields(json))).toList();
  }

  private long total(App app, String name) {
    return database.read(sql -> sql.number("select value from tally where app = ? and name = ?", app.key(), name));
  }

  private static void tally(Statements sql, App app, Direction direction, @Nullable String address)
      throws SQLException {
    addOne(sql, app, table(direction));
    if (address != null && sql.run("insert into correspondent (app, direction, address) values (?, ?, ?)"
        + " on conflict do nothing", app.key(), table(direction), address) > 0) {
      addOne(sql, app, users(direction));
    }
  }

  private static void addOne(Statements sql, App app, String name) throws SQLException {
    sql.run(
        "insert into tally (app, name, value) values (?, ?, 1) on conflict (app, name) do update set value = value + 1",
        app.key(), name);
  }

  private static String table(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  private static String users(Direction direction) {
    return table(direction) + ".users";
  }
}
