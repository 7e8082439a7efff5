package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
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

  /** Empty if nothing was ever put into it. */
  static Set<String> texts(Row row, String column) {
    Set<String> texts = row.getSet(column, String.class);
    return texts == null ? Set.of() : texts;
  }

  static LocalDate date(Row row, String column) {
    return Objects.requireNonNull(row.getLocalDate(column), column);
  }
}
