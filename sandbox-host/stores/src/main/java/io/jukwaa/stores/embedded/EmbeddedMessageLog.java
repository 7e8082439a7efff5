package io.jukwaa.stores.embedded;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
  public Erased erase(App app, String address, String pseudonym) {
    return database.write(sql -> {
      List<String> inbound = erase(sql, app, Direction.INBOUND, address, pseudonym);
      List<String> outbound = erase(sql, app, Direction.OUTBOUND, address, pseudonym);
      long events = 0;
      for (String about : outbound) {
        events += eraseEvents(sql, app, about);
      }
      return new Erased(inbound.size(), outbound.size(), events);
    });
  }

  private record Stored(long id, UserMessage message) {}

  /** Ids of the messages that were changed. */
  private static List<String> erase(Statements sql, App app, Direction direction, String address, String pseudonym)
      throws SQLException {
    List<Stored> found = sql.all("select id, json from " + table(direction) + " where app = ? and json ->> '"
        + column(direction) + "' = ?", row -> new Stored(row.getLong(1), message(row.getString(2))), app.key(),
        address);
    String finished = direction == Direction.INBOUND ? ", complete = 1" : "";
    for (Stored one : found) {
      sql.run("update " + table(direction) + " set json = ?" + finished + " where id = ?",
          Json.text(one.message().erased(address, pseudonym).json().members()), one.id());
    }
    if (sql.run("update or ignore correspondent set address = ? where app = ? and direction = ? and address = ?",
        pseudonym, app.key(), table(direction), address) == 0
        && sql.run("delete from correspondent where app = ? and direction = ? and address = ?", app.key(),
            table(direction), address) > 0) { // whoever was deleted before is still one person
      sql.run("update tally set value = value - 1 where app = ? and name = ?", app.key(), users(direction));
    }
    return found.stream().map(one -> one.message().messageId()).toList();
  }

  private static long eraseEvents(Statements sql, App app, String about) throws SQLException {
    List<MessageEvent> events = sql.all("select json from event where app = ? and coalesce(message_id, '') = ?",
        row -> new MessageEvent(Json.fields(row.getString(1))), app.key(), about);
    for (MessageEvent event : events) {
      List<Object> arguments = new ArrayList<>(List.of(Json.text(event.erased().json().members())));
      arguments.addAll(List.of(key(app, event)));
      sql.run("update event set json = ?" + THIS_EVENT, arguments.toArray());
    }
    return events.size();
  }

  @Override
  public List<UserMessage> latest(App app, Direction direction, int limit) {
    return messages("select json from " + table(direction) + " where app = ? order by time desc, id desc limit ?",
        app.key(), Math.max(limit, 0));
  }

  @Override
  public List<UserMessage> latestWith(App app, Direction direction, String address, int limit) {
    return messages("select json from " + table(direction) + " where app = ? and json ->> '" + column(direction)
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
    return found.stream().map(EmbeddedMessageLog::message).toList();
  }

  private static UserMessage message(String json) {
    return new UserMessage(Json.fields(json));
  }

  /** Where the user's address is. */
  private static String column(Direction direction) {
    return direction == Direction.INBOUND ? "$.from_addr" : "$.to_addr";
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
