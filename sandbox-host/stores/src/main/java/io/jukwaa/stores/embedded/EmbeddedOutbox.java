package io.jukwaa.stores.embedded;

import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Outbox;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.ResultColumn;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code outbox}, which go when they are settled, and what is remembered of them. Every change is one
 * transaction, seen by all when it returns. Whatever is settled, and each receipt that is kept, takes some of what is
 * remembered no more with it.
 */
final class EmbeddedOutbox implements Outbox {
  /** What {@link #entry} reads. */
  static final List<String> COLUMNS = List.of("channel", "app", "json", "priority", "expires", "attempts", "result");
  /** The index has ranks in the order in which they are given, so nothing is sorted. */
  static final String DUE = "select " + String.join(", ", COLUMNS)
      + " from outbox where channel = ? and rank in (0, 1, 2) and due <= ? order by rank, due, id limit ?";
  /** From each channel to the next one in the index. */
  static final String CHANNELS = "with recursive found (channel) as (select min(channel) from outbox union all"
      + " select (select min(channel) from outbox where outbox.channel > found.channel) from found"
      + " where channel is not null) select channel from found where channel is not null";
  static final String BACKLOG = "select count(*), min(since) from outbox where channel = ? and rank in (1, 2)";
  static final String EARLY_RECEIPTS = "select json from outbox_early where channel = ? and sent_id = ? and ends > ?"
      + " order by id";
  /** SQLite would go through all that the channel ever sent, were it not told. */
  static final String SENT_ENDS = "update outbox_sent indexed by outbox_sent_message set ends = ?"
      + " where channel = ? and message_id = ? and ends is null";
  private static final String THIS_MESSAGE = " where channel = ? and message_id = ?";
  /** So many rows at once that are remembered no more: nobody else writes meanwhile. */
  private static final int FORGOTTEN = 100;

  private static final Statements.Row<String> APP = row -> row.getString(1);

  private final EmbeddedDatabase database;
  private final InstantSource clock;
  /** When the first of what is settled is remembered no more, in microseconds; nothing ends before. For the writer. */
  private long firstEnd = Long.MIN_VALUE;

  EmbeddedOutbox(EmbeddedDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean put(Entry entry, Instant due) {
    String id = entry.message().messageId();
    String json = Json.text(entry.message().json().members());
    long now = Time.micros(clock.instant());
    return database.write(sql -> {
      sql.run("delete from outbox_left" + THIS_MESSAGE + " and ends <= ?", entry.channel(), id, now);
      return !sql.exists("select 1 from outbox_left" + THIS_MESSAGE, entry.channel(), id)
          && sql.run("insert into outbox (channel, message_id, app, priority, rank, since, due, expires, json)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing", entry.channel(), id, entry.app(),
              entry.priority().name(), rank(entry.priority()), now, Time.micros(due), Time.micros(entry.expires()),
              json) > 0;
    });
  }

  @Override
  public Set<String> channels() {
    return new TreeSet<>(database.<List<String>>read(sql -> sql.all(CHANNELS, row -> row.getString(1))));
  }

  @Override
  public List<Entry> due(String channel, Instant now, int limit) {
    return database.read(sql -> sql.all(DUE, EmbeddedOutbox::entry, channel, Time.micros(now), limit));
  }

  @Override
  public void postpone(String channel, String messageId, Instant due) {
    database.write(sql -> sql.run("update outbox set attempts = attempts + 1, due = ?" + THIS_MESSAGE
        + " and result is null", Time.micros(due), channel, messageId));
  }

  @Override
  public void conclude(String channel, String messageId, Result result, Instant now) {
    String text = ResultColumn.text(result);
    List<String> ids = result instanceof Result.Sent sent ? sent.ids() : List.of();
    database.write(sql -> {
      String app = sql.first("update outbox set result = ?, rank = 0, due = ?" + THIS_MESSAGE + " and result is null"
          + " returning app", APP, text, Time.micros(now), channel, messageId);
      for (String id : app == null ? List.<String>of() : ids) {
        sql.run("insert into outbox_sent (channel, sent_id, app, message_id) values (?, ?, ?, ?)"
            + " on conflict (channel, sent_id) do update set app = excluded.app, message_id = excluded.message_id,"
            + " ends = null", channel, id, app, messageId);
      }
      return null;
    });
  }

  @Override
  public void settle(String channel, String messageId, Instant now) {
    long ends = Time.micros(now.plus(REMEMBERED));
    database.write(sql -> {
      String app = sql.first("delete from outbox" + THIS_MESSAGE + " and result is not null returning app", APP,
          channel, messageId);
      if (app != null) {
        sql.run("insert into outbox_left (channel, message_id, app, ends) values (?, ?, ?, ?)", channel, messageId, app,
            ends);
        sql.run(SENT_ENDS, ends, channel, messageId);
        forgetSettled(sql, now);
      }
      return null;
    });
  }

  @Override
  public @Nullable Match match(String channel, Receipt receipt, Instant now) {
    String json = Json.text(receipt);
    return database.<@Nullable Match>write(sql -> {
      Match match = sql.first("select app, message_id from outbox_sent where channel = ? and sent_id = ?"
          + " and (ends is null or ends > ?)", row -> new Match(row.getString(1), row.getString(2)), channel,
          receipt.sentId(), Time.micros(now));
      if (match == null) {
        forget(sql, "outbox_early", "id", now);
        sql.run("insert into outbox_early (channel, sent_id, ends, json) values (?, ?, ?, ?)", channel,
            receipt.sentId(), Time.micros(now.plus(EARLY)), json);
        sql.run("delete from outbox_early where channel = ?1 and sent_id = ?2 and id <= (select id from outbox_early"
            + " where channel = ?1 and sent_id = ?2 order by id desc limit 1 offset " + MOST_EARLY + ")", channel,
            receipt.sentId());
      }
      return match;
    });
  }

  @Override
  public List<Receipt> early(String channel, String sentId, Instant now) {
    return database.look(sql -> sql.all(EARLY_RECEIPTS, row -> Json.read(row.getString(1), Receipt.class), channel,
        sentId, Time.micros(now)));
  }

  @Override
  public Backlog backlog(String channel) {
    return Objects.requireNonNull(database.<@Nullable Backlog>read(sql -> sql.first(BACKLOG, row -> {
      long waiting = row.getLong(1);
      return new Backlog(waiting, waiting == 0 ? null : Time.instant(row.getLong(2)));
    }, channel)));
  }

  @Override
  public long erase(String channel, String address, String pseudonym, Instant now) {
    long ends = Time.micros(now.plus(REMEMBERED));
    return database.<Long>write(sql -> {
      long waited = 0;
      for (Entry entry : sql.all("select " + String.join(", ", COLUMNS) + " from outbox where channel = ?"
          + " and json ->> '$.to_addr' = ?", EmbeddedOutbox::entry, channel, address)) {
        String id = entry.message().messageId();
        if (entry.result() == null) {
          sql.run("insert into outbox_left (channel, message_id, app, ends) values (?, ?, ?, ?)", channel, id,
              entry.app(), ends);
          waited += sql.run("delete from outbox" + THIS_MESSAGE, channel, id);
        } else {
          sql.run("update outbox set json = ?" + THIS_MESSAGE,
              Json.text(entry.message().erased(address, pseudonym).json().members()), channel, id);
        }
      }
      return waited;
    });
  }

  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getString(1), row.getString(2), new UserMessage(Json.fields(row.getString(3))),
        Priority.valueOf(row.getString(4)), Time.instant(row.getLong(5)), row.getInt(6),
        ResultColumn.result(row.getString(7)));
  }

  private static int rank(Priority priority) {
    return switch (priority) {
      case REPLY -> 1;
      case BULK -> 2;
    };
  }

  /** Looks only when something may be remembered no more: what is settled later ends later. */
  private void forgetSettled(Statements sql, Instant now) throws SQLException {
    if (Time.micros(now) >= firstEnd) {
      forget(sql, "outbox_left", "channel, message_id", now);
      forget(sql, "outbox_sent", "channel, sent_id", now);
      firstEnd = Math.min(
          sql.number("select coalesce(min(ends), ?) from outbox_left", Time.micros(now.plus(REMEMBERED))),
          sql.number("select coalesce(min(ends), ?) from outbox_sent where ends is not null",
              Time.micros(now.plus(REMEMBERED))));
    }
  }

  private static void forget(Statements sql, String table, String key, Instant now) throws SQLException {
    sql.run("delete from " + table + " where (" + key + ") in (select " + key + " from " + table
        + " where ends <= ? limit " + FORGOTTEN + ")", Time.micros(now));
  }
}
