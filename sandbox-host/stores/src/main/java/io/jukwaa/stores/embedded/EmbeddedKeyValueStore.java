package io.jukwaa.stores.embedded;

import io.jukwaa.resource.CommandException;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records with an expiry.
 *
 * <p>The quota counts live keys exactly: every write first removes what has expired of its tenant, which is one index
 * look-up when nothing has, and then reads the tenant's count, which every insertion and removal keeps right.
 */
final class EmbeddedKeyValueStore implements KeyValueStore {
  private static final String INSERT = "insert into record (tenant, key, json, expires) values (?, ?, ?, ?)";

  private final EmbeddedDatabase database;
  private final InstantSource clock;

  EmbeddedKeyValueStore(EmbeddedDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public @Nullable String get(String tenant, String key) {
    long now = now();
    return database.look(sql -> sql.first(
        "select json from record where tenant = ? and key = ? and (expires is null or expires > ?)",
        row -> row.getString(1), tenant, key, now));
  }

  @Override
  public Write put(String tenant, String key, String json, @Nullable Duration expiry, int limit) {
    String text = Text.storableJson(json);
    long now = now();
    Long expires = expiry == null || expiry.isZero() ? null : (Long) (now + Time.micros(expiry));
    return database.write(sql -> {
      sweep(sql, tenant, now);
      int changed = sql.run("update record set json = ?, expires = ? where tenant = ? and key = ?", text, expires,
          tenant,
          key);
      if (changed > 0) {
        return new Write(true, false, count(sql, tenant));
      }
      return create(sql, new Row(tenant, key, text, expires), limit);
    });
  }

  @Override
  public boolean delete(String tenant, String key) {
    long now = now();
    return database.write(sql -> {
      sweep(sql, tenant, now);
      int deleted = sql.run("delete from record where tenant = ? and key = ?", tenant, key);
      addToCount(sql, tenant, -deleted);
      return deleted > 0;
    });
  }

  @Override
  public Increment increment(String tenant, String key, long amount, int limit) {
    long now = now();
    return database.write(sql -> {
      sweep(sql, tenant, now);
      String before = sql.first("select json from record where tenant = ? and key = ?", row -> row.getString(1), tenant,
          key);
      if (before == null) {
        return new Increment(create(sql, new Row(tenant, key, Long.toString(amount), null), limit), amount);
      }
      long sum = sum(before, amount);
      sql.run("update record set json = ? where tenant = ? and key = ?", Long.toString(sum), tenant, key);
      return new Increment(new Write(true, false, count(sql, tenant)), sum);
    });
  }

  @Override
  public Map<String, String> list(String tenant, int limit) {
    long now = now();
    return database.read(sql -> {
      Map<String, String> found = new LinkedHashMap<>();
      sql.each(
          "select key, json from record where tenant = ? and (expires is null or expires > ?) order by key limit ?",
          row -> found.put(row.getString(1), row.getString(2)) == null, tenant, now, limit);
      return found;
    });
  }

  private record Row(String tenant, String key, String json, @Nullable Long expires) {}

  private static Write create(Statements sql, Row row, int limit) throws SQLException {
    int count = count(sql, row.tenant);
    if (count + 1 >= limit) {
      return new Write(false, false, count);
    }
    sql.run(INSERT, row.tenant, row.key, row.json, row.expires);
    addToCount(sql, row.tenant, 1);
    return new Write(true, true, count + 1);
  }

  private static void sweep(Statements sql, String tenant, long now) throws SQLException {
    addToCount(sql, tenant, -sql.run("delete from record where tenant = ? and expires <= ?", tenant, now));
  }

  private static int count(Statements sql, String tenant) throws SQLException {
    return (int) sql.number("select records from record_count where tenant = ?", tenant);
  }

  private static void addToCount(Statements sql, String tenant, int change) throws SQLException {
    if (change != 0) {
      sql.run("insert into record_count (tenant, records) values (?, ?)"
          + " on conflict (tenant) do update set records = records + excluded.records", tenant, change);
    }
  }

  private static long sum(String json, long amount) {
    long number;
    try {
      number = Long.parseLong(json);
    } catch (NumberFormatException e) {
      throw new CommandException("value is not an integer or out of range");
    }
    try {
      return Math.addExact(number, amount);
    } catch (ArithmeticException e) {
      throw new CommandException("increment or decrement would overflow");
    }
  }

  private long now() {
    return Time.micros(clock.instant());
  }
}
