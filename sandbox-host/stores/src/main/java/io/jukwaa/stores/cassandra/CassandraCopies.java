package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.stores.copy.Marks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The copies that were made into this keyspace: the marks of one that is under way, and that it is done. Thread-safe;
 * blocks.
 */
public final class CassandraCopies {
  private static final String ONE = "copies";
  /** No part is called so. */
  private static final String DONE = "";
  private static final String SOURCES = "select source from copy_source where one = ?";
  private static final String BEGIN = "insert into copy_source (one, source) values (?, ?)";
  private static final String POSITION = "select position from copied where source = ? and part = ?";
  private static final String SET = "insert into copied (source, part, position) values (?, ?, ?)";
  private static final String FORGET = "delete from copied where source = ? and part = ?";

  private final Cql cql;

  CassandraCopies(Cql cql) {
    this.cql = cql;
  }

  /** What was begun to be copied, whether it is done or not. */
  public List<String> sources() {
    List<String> sources = new ArrayList<>();
    cql.rows(SOURCES, ONE).forEachRemaining(row -> sources.add(Columns.text(row, "source")));
    return sources;
  }

  /** The copy that was begun and is not done; null if there is none. */
  public @Nullable String unfinished() {
    return sources().stream().filter(source -> !isDone(source)).findFirst().orElse(null);
  }

  public boolean isDone(String source) {
    return position(source, DONE) != null;
  }

  public void begin(String source) {
    Cql.await(cql.send(BEGIN, ONE, source));
  }

  public void done(String source) {
    Cql.await(cql.send(SET, source, DONE, ""));
  }

  public Marks marks(String source) {
    return new Marks() {
      @Override
      public @Nullable String position(String part) {
        return CassandraCopies.this.position(source, part);
      }

      @Override
      public void set(String part, String position) {
        Cql.await(cql.send(SET, source, part, position));
      }

      @Override
      public void forget(String part) {
        Cql.await(cql.send(FORGET, source, part));
      }
    };
  }

  private @Nullable String position(String source, String part) {
    Row row = cql.first(POSITION, source, part);
    return row == null ? null : row.getString("position");
  }
}
