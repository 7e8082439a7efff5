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
import java.util.function.Consumer;
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
  public long count(@Nullable String after) {
    return database.read(sql -> sql.number("select count(*) from " + table + behind(after), position(after)));
  }

  /** On one cursor, so that a query which groups is done once. */
  @Override
  public void read(@Nullable String after, Consumer<Batch> receiver) {
    String query = "select " + String.join(", ", columns) + ", " + named() + " from " + table + behind(after)
        + " order by " + named();
    database.read(sql -> {
      Batches batches = new Batches(receiver);
      sql.each(query, row -> {
        batches.add(row, sql);
        return true;
      }, position(after));
      batches.end();
      return null;
    });
  }

  private String named() {
    return String.join(", ", keys);
  }

  private String behind(@Nullable String after) {
    String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
    return after == null ? "" : " where (" + named() + ") > (" + marks + ")";
  }

  private static Object[] position(@Nullable String after) {
    return after == null ? new Object[0] : Json.read(after, POSITION).toArray();
  }

  private final class Batches {
    private final Consumer<Batch> receiver;
    private final List<Kept> items = new ArrayList<>();
    private String last = "";

    Batches(Consumer<Batch> receiver) {
      this.receiver = receiver;
    }

    void add(ResultSet row, Statements sql) throws SQLException {
      items.add(reader.read(row, sql));
      List<Object> position = new ArrayList<>();
      for (int key = 1; key <= keys.size(); key++) {
        position.add(row.getObject(columns.size() + key));
      }
      last = Json.text(position);
      if (items.size() == batch) {
        hand();
      }
    }

    void end() {
      if (!items.isEmpty()) {
        hand();
      }
    }

    private void hand() {
      receiver.accept(new Batch(items, last));
      items.clear();
    }
  }
}
