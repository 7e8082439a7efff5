package io.jukwaa.stores.embedded;

import io.jukwaa.store.MetricStore;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fired values, in the order they came. */
final class EmbeddedMetricStore implements MetricStore {
  private final EmbeddedDatabase database;
  /** What is in the table of names, or will be with the next commit. */
  private final Map<String, Set<Name>> names = new ConcurrentHashMap<>();

  private record Name(String store, String metric) {}

  EmbeddedMetricStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public boolean fire(String tenant, Point point, int mostNames) {
    Set<Name> known = names.computeIfAbsent(tenant, this::stored);
    Name name = new Name(point.store(), point.metric());
    synchronized (known) {
      if (!known.contains(name) && known.size() >= mostNames) {
        return false;
      }
      known.add(name);
    }
    database.fire(sql -> {
      sql.run("insert or ignore into metric_name (tenant, store, metric) values (?, ?, ?)", tenant, point.store(),
          point.metric());
      return sql.run("insert into metric (tenant, store, metric, aggregator, value, time) values (?, ?, ?, ?, ?, ?)",
          tenant, point.store(), point.metric(), point.aggregator().name(), point.value(), Time.micros(point.time()));
    });
    return true;
  }

  private Set<Name> stored(String tenant) {
    return new HashSet<>(database.read(sql -> sql.all("select store, metric from metric_name where tenant = ?",
        row -> new Name(row.getString(1), row.getString(2)), tenant)));
  }

  /** Asks the writer, which has every value that was fired before. */
  @Override
  public List<Point> latest(String tenant, int limit) {
    return database.write(sql -> sql.all(
        "select store, metric, aggregator, value, time from metric where tenant = ? order by id desc limit ?",
        EmbeddedMetricStore::point, tenant, Math.max(limit, 0)));
  }

  static Point point(ResultSet row) throws SQLException {
    double value = row.getDouble(4);
    boolean absent = row.wasNull();
    return new Point(row.getString(1), row.getString(2), Aggregator.valueOf(row.getString(3)),
        absent ? Double.NaN : value, Time.instant(row.getLong(5)));
  }
}
