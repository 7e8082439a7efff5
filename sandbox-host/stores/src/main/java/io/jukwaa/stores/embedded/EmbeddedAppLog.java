package io.jukwaa.stores.embedded;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.LogText;
import io.jukwaa.stores.format.Time;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Log lines, numbered by app. Old ones are cut off every {@link #SLACK} lines, and at an app's first line after a start. */
final class EmbeddedAppLog implements AppLog {
  private static final int SLACK = 100;
  /** The maximum stands in a query of its own: only then is it one look into the index and no scan. */
  private static final String INSERT = "insert into app_log (app, line, time, level, text) values (?1,"
      + " coalesce((select max(line) from app_log where app = ?1), 0) + 1, ?2, ?3, ?4)";

  private final EmbeddedDatabase database;
  private final InstantSource clock;
  /** Lines since the last cut, by app. Used by the writer thread only. */
  private final Map<String, Integer> uncut = new HashMap<>();

  EmbeddedAppLog(EmbeddedDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void append(App app, int level, String text) {
    long time = Time.micros(clock.instant());
    database.fire(sql -> {
      sql.run(INSERT, app.key(), time, level, LogText.safe(text));
      cut(sql, app.key());
      return null;
    });
  }

  /** Asks the writer, which has every line that was appended before. */
  @Override
  public List<Line> tail(App app, int limit) {
    return database.write(sql -> sql.all(
        "select time, level, text from app_log where app = ? order by line desc limit ?",
        row -> new Line(Time.instant(row.getLong(1)), row.getInt(2), row.getString(3)), app.key(),
        Math.clamp(limit, 0, KEPT))).reversed();
  }

  @Override
  public long remove(App app, Predicate<String> text) {
    return database.<Long>write(sql -> {
      List<Long> found = new ArrayList<>();
      sql.each("select line, text from app_log where app = ?",
          row -> !text.test(row.getString(2)) || found.add(row.getLong(1)), app.key());
      for (long line : found) {
        sql.run("delete from app_log where app = ? and line = ?", app.key(), line);
      }
      return (long) found.size();
    });
  }

  private void cut(Statements sql, String app) throws SQLException {
    if (uncut.merge(app, 1, (before, one) -> (before + one) % SLACK) == 1) {
      sql.run("delete from app_log where app = ?1 and line <= (select max(line) from app_log where app = ?1) - ?2", app,
          KEPT);
    }
  }
}
