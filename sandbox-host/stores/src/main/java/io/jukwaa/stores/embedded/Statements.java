package io.jukwaa.stores.embedded;

import io.jukwaa.stores.format.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its prepared statements, each prepared once. For one thread at a time.
 *
 * <p>Arguments are text, whole numbers, doubles or null. The SQL texts are constants, so their number is bounded.
 */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  interface Row<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  /** Looks at one row of a result and says whether it wants more. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(ResultSet row) throws SQLException;
  }

  /** Runs a statement that gives no rows; how many rows it changed. */
  int run(String sql, @Nullable Object... arguments) throws SQLException {
    return bound(sql, arguments).executeUpdate();
  }

  <T> List<T> all(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
    List<T> found = new ArrayList<>();
    each(sql, result -> found.add(row.read(result)), arguments);
    return found;
  }

  /** The first row; null if there is none. */
  <T> @Nullable T first(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
    try (ResultSet result = bound(sql, arguments).executeQuery()) {
      return result.next() ? row.read(result) : null;
    }
  }

  boolean exists(String sql, @Nullable Object... arguments) throws SQLException {
    return first(sql, row -> true, arguments) != null;
  }

  /** The first column of the first row as a number; 0 if there is no row or it is null. */
  long number(String sql, @Nullable Object... arguments) throws SQLException {
    Long number = first(sql, row -> row.getLong(1), arguments);
    return number == null ? 0 : number;
  }

  void each(String sql, Visitor visitor, @Nullable Object... arguments) throws SQLException {
    try (ResultSet result = bound(sql, arguments).executeQuery()) {
      boolean more = true;
      while (more && result.next()) {
        more = visitor.visit(result);
      }
    }
  }

  /** Runs statements separated by semicolons. */
  void script(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int at, @Nullable Object argument) throws SQLException {
    switch (argument) {
      case null -> statement.setNull(at, Types.NULL);
      case String text -> statement.setString(at, Text.storable(text));
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case Double number -> statement.setDouble(at, number);
      default -> throw new IllegalArgumentException("argument " + at + ": " + argument.getClass().getSimpleName()
          + " (expected: String, Long, Integer, Double or null)");
    }
  }
}
