package io.jukwaa.stores.embedded;

import io.jukwaa.store.UsageStore;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One row a tenant and hour. */
final class EmbeddedUsageStore implements UsageStore {
  private static final String ADD = """
      insert into usage (tenant, hour, runs, stopped, cpu_nanos, allocated_bytes, requests, output_bytes)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, hour) do update set runs = runs + excluded.runs,
      stopped = stopped + excluded.stopped, cpu_nanos = cpu_nanos + excluded.cpu_nanos,
      allocated_bytes = allocated_bytes + excluded.allocated_bytes, requests = requests + excluded.requests,
      output_bytes = output_bytes + excluded.output_bytes""";

  private final EmbeddedDatabase database;

  EmbeddedUsageStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public void add(String tenant, Instant time, Hour used) {
    long hour = Time.micros(time.truncatedTo(ChronoUnit.HOURS));
    database.fire(sql -> sql.run(ADD, tenant, hour, used.runs(), used.stopped(), used.cpuNanos(),
        used.allocatedBytes(), used.requests(), used.outputBytes()));
  }

  /** Asks the writer, which has every run that was added before. */
  @Override
  public List<Hour> latest(String tenant, int limit) {
    return database.write(sql -> sql.all(
        "select hour, runs, stopped, cpu_nanos, allocated_bytes, requests, output_bytes"
            + " from usage where tenant = ? order by hour desc limit ?",
        EmbeddedUsageStore::hour, tenant,
        Math.max(limit, 0)));
  }

  static Hour hour(ResultSet row) throws SQLException {
    return new Hour(Time.instant(row.getLong(1)), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5),
        row.getLong(6), row.getLong(7));
  }
}
