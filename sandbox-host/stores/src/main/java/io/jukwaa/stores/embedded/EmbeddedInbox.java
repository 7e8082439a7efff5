package io.jukwaa.stores.embedded;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Received;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Inbox;
import io.jukwaa.stores.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The rows of {@code inbound} and {@code event} that are not complete. One process at a time has the database, so what
 * was there when it was opened is held by nobody, and what came later by this one.
 */
final class EmbeddedInbox implements Inbox {
  private final Rows messages;
  private final Rows events;

  EmbeddedInbox(EmbeddedDatabase database) {
    messages = new Rows(database, "inbound", json -> new UserMessage(Json.fields(json)));
    events = new Rows(database, "event", json -> new MessageEvent(Json.fields(json)));
  }

  @Override
  public synchronized List<Entry> claim(int limit) {
    List<Entry> claimed = messages.claim(limit);
    return claimed.isEmpty() ? events.claim(limit) : claimed;
  }

  @Override
  public synchronized List<Entry> oldest(int limit) {
    List<Entry> told = events.oldest((limit + 1) / 2); // however many messages there are
    List<Entry> held = new ArrayList<>(messages.oldest(Math.max(limit - told.size(), 1)));
    held.addAll(told);
    return held.subList(0, Math.min(limit, held.size()));
  }

  /** The only process that has them keeps them in order. */
  @Override
  public boolean isNext(String app, String channel, UserMessage message) {
    return true;
  }

  @Override
  public synchronized void release() {
    messages.release();
    events.release();
  }

  /** Those of one table. */
  static final class Rows {
    private final EmbeddedDatabase database;
    private final String table;
    private final Function<String, Received> reader;
    /** Between these row ids nobody holds anything. */
    private long after;
    private long last;

    private record Row(long id, Entry entry) {}

    Rows(EmbeddedDatabase database, String table, Function<String, Received> reader) {
      this.database = database;
      this.table = table;
      this.reader = reader;
      last = newest();
    }

    /** The index is told by name, as the planner would rather walk along the rows. */
    static String query(String table) {
      return "select id, app, channel, json from " + table + " indexed by " + table
          + "_unfinished where complete = 0 and id > ? and id <= ? order by id limit ?";
    }

    List<Entry> claim(int limit) {
      if (after == last) {
        return List.of();
      }
      List<Row> found = unfinished(after, last, limit);
      after = found.isEmpty() ? last : found.getLast().id();
      return entries(found);
    }

    List<Entry> oldest(int limit) {
      List<Row> held = new ArrayList<>(unfinished(0, after, limit));
      if (held.size() < limit) {
        held.addAll(unfinished(last, Long.MAX_VALUE, limit - held.size()));
      }
      return entries(held);
    }

    void release() {
      last = newest();
      after = 0;
    }

    /** Asks the writer, which knows of every mark that was made before. */
    private List<Row> unfinished(long from, long to, int limit) {
      return database.write(sql -> sql.all(query(table), row -> new Row(row.getLong(1),
          new Entry(row.getString(2), row.getString(3), reader.apply(row.getString(4)))), from, to, limit));
    }

    private long newest() {
      return database.<Long>write(sql -> sql.number("select max(id) from " + table));
    }

    private static List<Entry> entries(List<Row> rows) {
      return rows.stream().map(Row::entry).toList();
    }
  }
}
