package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a data folder's database holds together: SQLite's own check of its pages and indexes, that every document is
 * JSON, and that the totals which are kept are those that counting gives. A host may run on it meanwhile.
 *
 * @param rows by table, in the order of their names
 * @param problems in words; empty if there is none
 */
public record DatabaseCheck(Map<String, Long> rows, List<String> problems) {
  private static final int MOST_PROBLEMS = 20;
  private static final List<String> DOCUMENTS = List.of("app", "channel", "contact", "deletion", "event", "inbound",
      "outbound",
      "outbox", "outbox_early", "record", "tenant");
  /** Kept totals beside counted ones: gives name, kept and counted where they differ. */
  private static final String TOTALS = """
      with counted (app, name, value) as (
        select app, 'inbound', count(*) from inbound group by app
        union all select app, 'outbound', count(*) from outbound group by app
        union all select app, direction || '.users', count(*) from correspondent group by app, direction)
      select 'total ' || name || ' of app ' || app, coalesce(kept.value, 0), counted.value
      from counted left join tally kept using (app, name) where counted.value <> coalesce(kept.value, 0)
      union all
      select 'records of tenant ' || tenant, coalesce(max(kept.records), 0), count(*)
      from record left join record_count kept using (tenant) group by tenant
      having count(*) <> coalesce(max(kept.records), 0)
      """;

  public DatabaseCheck {
    rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    problems = List.copyOf(problems);
  }

  /**
   * Reads the whole database, and blocks as long as that takes.
   *
   * @throws StoreException if there is none, or it cannot be read at all
   */
  public static DatabaseCheck of(Path data) {
    Path file = DatabaseBackup.database(data);
    try (Statements database = new Connections(file).reader()) {
      database.script("begin"); // all of it at one moment
      List<String> problems = new ArrayList<>(pages(database));
      Map<String, Long> rows = problems.isEmpty() ? rows(database) : Map.of();
      if (problems.isEmpty()) {
        problems.addAll(documents(database));
        problems.addAll(totals(database));
      }
      return new DatabaseCheck(rows, problems);
    } catch (SQLException e) {
      throw new StoreException("database: " + file + " (expected: one that can be read; " + e.getMessage() + ")", e);
    }
  }

  private static List<String> pages(Statements database) {
    try {
      List<String> lines = database.all("pragma integrity_check(" + MOST_PROBLEMS + ")", row -> row.getString(1));
      return lines.equals(List.of("ok")) ? List.of() : lines;
    } catch (SQLException e) { // broken where even the check cannot go on
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Long> rows(Statements database) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : database.all("select name from sqlite_schema where type = 'table' order by name",
        row -> row.getString(1))) {
      rows.put(table, database.number("select count(*) from " + table));
    }
    return rows;
  }

  private static List<String> documents(Statements database) throws SQLException {
    List<String> problems = new ArrayList<>();
    for (String table : DOCUMENTS) {
      long broken = database.number("select count(*) from " + table + " where not json_valid(json)");
      if (broken > 0) {
        problems.add(table + ": " + broken + " rows that are not JSON");
      }
    }
    return problems;
  }

  private static List<String> totals(Statements database) throws SQLException {
    return database.all(TOTALS, row -> row.getString(1) + ": " + row.getLong(2) + " (expected: " + row.getLong(3)
        + ", which counting gives)");
  }
}
