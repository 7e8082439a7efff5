package io.jukwaa.stores.embedded;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Part;
import io.jukwaa.stores.format.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table or query in the order of some of its columns.
 *
 * @param keys names of the columns that tell rows apart
 * @param columns what the reader finds first in a row
 * @param batch so many at once
 */
record EmbeddedPart(EmbeddedDatabase database, String name, String table, List<String> keys, List<String> columns,
    Reader reader, int batch, boolean isOrdered) implements Part {
  private static final TypeReference<List<Object>> POSITION = new TypeReference<>() {};

  /** Makes the thing of a row; may ask for what belongs to it. */
  @FunctionalInterface
  interface Reader {
    Kept read(ResultSet row, Statements sql) throws SQLException;
  }

  @Override
  public long count() {
    return database.read(sql -> sql.number("select count(*) from " + table));
  }

  /** On one cursor, so that a query which groups is done once. */
  @Override
  public void read(@Nullable String after, Predicate<Batch> receiver) {
    String named = String.join(", ", keys);
    String query = "select " + String.join(", ", columns) + ", " + named + " from " + table;
    String order = " order by " + named;
    database.read(sql -> {
      Batches batches = new Batches(receiver);
      if (after == null) {
        sql.each(query + order, row -> batches.add(row, sql));
      } else {
        String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
        sql.each(query + " where (" + named + ") > (" + marks + ")" + order, row -> batches.add(row, sql),
            Json.read(after, POSITION).toArray());
      }
      batches.end();
      return null;
    });
  }

  private final class Batches {
    private final Predicate<Batch> receiver;
    private final List<Kept> items = new ArrayList<>();
    private String last = "";
    private boolean more = true;

    Batches(Predicate<Batch> receiver) {
      this.receiver = receiver;
    }

    boolean add(ResultSet row, Statements sql) throws SQLException {
      items.add(reader.read(row, sql));
      List<Object> position = new ArrayList<>();
      for (int key = 1; key <= keys.size(); key++) {
        position.add(row.getObject(columns.size() + key));
      }
      last = Json.text(position);
      if (items.size() == batch) {
        hand();
      }
      return more;
    }

    void end() {
      if (more && !items.isEmpty()) {
        hand();
      }
    }

    private void hand() {
      more = receiver.test(new Batch(items, last));
      items.clear();
    }
  }
}
