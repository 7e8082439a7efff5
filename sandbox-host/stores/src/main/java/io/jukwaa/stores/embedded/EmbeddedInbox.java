package io.jukwaa.stores.embedded;

import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Inbox;
import io.jukwaa.stores.format.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of {@code inbound} that are not complete. One process at a time has the database, so what was there when it
 * was opened is held by nobody, and what came later by this one.
 */
final class EmbeddedInbox implements Inbox {
  /** Told by name, as the planner would rather walk along the rows. */
  static final String UNFINISHED = "select id, app, channel, json from inbound indexed by inbound_unfinished"
      + " where complete = 0 and id > ? and id <= ? order by id limit ?";

  private final EmbeddedDatabase database;
  /** Between these row ids nobody holds anything. */
  private long after;
  private long last;

  private record Row(long id, String app, String channel, String json) {
    Entry entry() {
      return new Entry(app, channel, new UserMessage(Json.fields(json)));
    }
  }

  EmbeddedInbox(EmbeddedDatabase database) {
    this.database = database;
    this.last = newest(database);
  }

  /** Asks the writer, which knows of every mark that was made before. */
  @Override
  public synchronized List<Entry> claim(int limit) {
    if (after == last) {
      return List.of();
    }
    List<Row> found = unfinished(after, last, limit);
    after = found.isEmpty() ? last : found.getLast().id();
    return found.stream().map(Row::entry).toList();
  }

  @Override
  public synchronized List<Entry> oldest(int limit) {
    List<Row> held = new ArrayList<>(unfinished(0, after, limit));
    if (held.size() < limit) {
      held.addAll(unfinished(last, Long.MAX_VALUE, limit - held.size()));
    }
    return held.stream().map(Row::entry).toList();
  }

  /** The only process that has them keeps them in order. */
  @Override
  public boolean isNext(String app, String channel, UserMessage message) {
    return true;
  }

  @Override
  public synchronized void release() {
    last = newest(database);
    after = 0;
  }

  private List<Row> unfinished(long from, long to, int limit) {
    return database.write(sql -> sql.all(UNFINISHED,
        row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)), from, to, limit));
  }

  private static long newest(EmbeddedDatabase database) {
    return database.<Long>write(sql -> sql.number("select max(id) from inbound"));
  }
}
