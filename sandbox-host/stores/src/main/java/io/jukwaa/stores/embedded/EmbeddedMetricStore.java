package io.jukwaa.stores.embedded;

import io.jukwaa.store.MetricStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Fired values, in the order they came. */
final class EmbeddedMetricStore implements MetricStore {
  private final EmbeddedDatabase database;

  EmbeddedMetricStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public void fire(String tenant, Point point) {
    database.fire(sql -> sql.run(
        "insert into metric (tenant, store, metric, aggregator, value, time) values (?, ?, ?, ?, ?, ?)", tenant,
        point.store(), point.metric(), point.aggregator().name(), point.value(), Time.micros(point.time())));
  }

  /** Asks the writer, which has every value that was fired before. */
  @Override
  public List<Point> latest(String tenant, int limit) {
    return database.write(sql -> sql.all(
        "select store, metric, aggregator, value, time from metric where tenant = ? order by id desc limit ?",
        EmbeddedMetricStore::point, tenant, Math.max(limit, 0)));
  }

  private static Point point(ResultSet row) throws SQLException {
    double value = row.getDouble(4);
    boolean absent = row.wasNull();
    return new Point(row.getString(1), row.getString(2), Aggregator.valueOf(row.getString(3)),
        absent ? Double.NaN : value, Time.instant(row.getLong(5)));
  }
}
