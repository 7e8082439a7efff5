package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** Columns that every row of ours has. */
final class Columns {
  private Columns() {}

  static String text(Row row, String column) {
    return Objects.requireNonNull(row.getString(column), column);
  }

  static UUID uuid(Row row, String column) {
    return Objects.requireNonNull(row.getUuid(column), column);
  }

  static LocalDate date(Row row, String column) {
    return Objects.requireNonNull(row.getLocalDate(column), column);
  }
}
