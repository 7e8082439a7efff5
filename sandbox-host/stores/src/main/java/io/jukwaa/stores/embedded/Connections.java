package io.jukwaa.stores.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Opens connections to one database file: one that writes, others that only read. What is removed is overwritten. A commit goes
 * into the write-ahead log and is not flushed there; before the log is moved into the database SQLite flushes both.
 *
 * @param file the database; its write-ahead log lies beside it
 */
record Connections(Path file) {
  private static final String BOTH = """
      pragma busy_timeout=5000;
      """;
  private static final String WRITER = BOTH + """
      pragma synchronous=normal;
      pragma cache_size=-16384;
      pragma temp_store=memory;
      pragma secure_delete=on;
      pragma wal_autocheckpoint=4000;
      """;
  private static final String READER = BOTH + """
      pragma query_only=on;
      pragma cache_size=-8192;
      """;

  Statements writer() throws SQLException {
    Connection connection = open(WRITER);
    connection.setAutoCommit(false);
    return new Statements(connection);
  }

  Statements reader() throws SQLException {
    return new Statements(open(READER));
  }

  /** One for a command of SQLite's own. */
  Connection other() throws SQLException {
    Connection connection = plain(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout=5000");
    }
    return connection;
  }

  /** One to a database as it is, for its own commands; the database is there. */
  static Connection plain(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  /** The write-ahead log. It is there, and the same file, as long as a connection is open. */
  Path log() {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private Connection open(String pragmas) throws SQLException {
    Connection connection = plain(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode=wal");
      statement.executeUpdate(pragmas);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
