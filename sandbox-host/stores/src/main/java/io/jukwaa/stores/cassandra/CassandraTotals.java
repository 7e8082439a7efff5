package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.format.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Sets running totals, which Cassandra can only add to: nobody else may add meanwhile. */
final class CassandraTotals {
  private static final String NAMES = "update metric_name set names = ? where tenant = ?";

  private final Cql cql;

  CassandraTotals(Cql cql) {
    this.cql = cql;
  }

  /** @param key the values of the columns that {@code where} names, in their order */
  private record Counter(String table, String column, String where, List<Object> key) {
    Counter(String table, String column, String where, Object... key) {
      this(table, column, where, List.of(key));
    }

    String select() {
      return "select " + column + " from " + table + " where " + where;
    }

    String add() {
      return "update " + table + " set " + column + " = " + column + " + ? where " + where;
    }
  }

  void set(Kept.Total total) {
    if (total instanceof Kept.MetricNameTotal names) {
      Cql.await(cql.send(NAMES, Math.toIntExact(names.value()), names.tenant()));
      return;
    }
    long missing = total.value() - value(total);
    if (missing != 0) {
      Counter counter = counter(total);
      Object[] values = Stream.concat(Stream.of(missing), counter.key().stream()).toArray();
      Cql.await(cql.sendOnce(counter.add(), values));
    }
  }

  long value(Kept.Total total) {
    Counter counter = counter(total);
    Row row = cql.first(counter.select(), counter.key().toArray());
    if (row == null || row.isNull(0)) {
      return 0;
    }
    return total instanceof Kept.MetricNameTotal ? row.getInt(0) : row.getLong(0);
  }

  private static Counter counter(Kept.Total total) {
    return switch (total) {
      case Kept.MessageTotal it ->
        new Counter("tally", "value", "app = ? and name = ?", it.app(), it.name());
      case Kept.MinuteTotal it -> {
        LocalDate day = MessageTallies.day(it.minute());
        yield new Counter("minute_tally", "messages", "app = ? and direction = ? and day = ? and minute = ?", it.app(),
            MessageTallies.name(it.direction()), day, MessageTallies.minute(it.minute()));
      }
      case Kept.MemberTotal it -> new Counter("group_tally", "members", "tenant = ? and contact_group = ?",
          it.tenant(), Text.storable(it.group()));
      case Kept.OptOutTotal it -> new Counter("opt_out_tally", "opt_outs", "tenant = ?", it.tenant());
      case Kept.MetricNameTotal it -> new Counter("metric_name", "names", "tenant = ? limit 1", it.tenant());
    };
  }
}
