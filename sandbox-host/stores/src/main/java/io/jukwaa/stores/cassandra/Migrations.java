package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that make a keyspace what this program expects, run in their order, each once.
 *
 * <p>Of several hosts that start at once, one has the lock and the others wait for it. A lock whose holder died ends by
 * itself after {@value #LOCK_SECONDS} s; each statement may be carried out twice, so the next holder begins the script
 * anew.
 *
 * @param scripts names of resources beside this class; the first is number 1. A script that was released never changes.
 */
record Migrations(List<String> scripts) {
  static final Migrations ALL = new Migrations(List.of("001-messages.cql", "002-people-deployments-metrics.cql",
      "003-copies-events-deployed.cql", "004-months-of-an-address.cql", "005-events-told.cql",
      "006-consent-deletions.cql"));
  private static final int LOCK_SECONDS = 60;
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  Migrations {
    scripts = List.copyOf(scripts);
  }

  /**
   * Makes the keyspace if need be and brings it up to date; blocks until it is, whoever does it.
   *
   * @throws StoreException if a newer program wrote it; it is left as it was
   */
  void apply(CqlSession session, String keyspace, Map<String, String> replication) {
    String options = replication.entrySet().stream().map(option -> quoted(option.getKey()) + ": "
        + quoted(option.getValue())).sorted().collect(Collectors.joining(", ", "{", "}"));
    change(session, "create keyspace if not exists " + keyspace + " with replication = " + options);
    change(session, "use " + keyspace);
    createVersions(session, keyspace);
    String holder = UUID.randomUUID().toString();
    while (isBehind(session)) {
      if (lock(session, holder)) {
        runMissing(session, holder);
        run(session, "delete from schema_version where part = 'lock' and number = 0 if name = ?", holder);
      } else {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  /**
   * Whether there is nothing to do.
   *
   * @throws StoreException if a newer program wrote the keyspace
   */
  boolean areApplied(CqlSession session) {
    try {
      return !isBehind(session);
    } catch (InvalidQueryException e) { // no such table yet
      return false;
    }
  }

  /** What a script consists of, without its comments. */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    script.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("--")).forEach(line -> {
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        statements.add(statement.substring(0, statement.length() - 2));
        statement.setLength(0);
      }
    });
    if (!statement.isEmpty()) {
      throw new IllegalArgumentException("migration script: ends with " + statement + " (expected: a ; after it)");
    }
    return statements;
  }

  /** With an id that follows from the keyspace: two hosts that make the table at once would make two of it. */
  private static void createVersions(CqlSession session, String keyspace) {
    UUID id = UUID.nameUUIDFromBytes(("jukwaa " + keyspace + " schema_version").getBytes(StandardCharsets.UTF_8));
    change(session, "create table if not exists schema_version (part text, number int, name text,"
        + " primary key ((part), number)) with id = " + id);
  }

  private boolean isBehind(CqlSession session) {
    int version = version(session);
    if (version > scripts.size()) {
      throw new StoreException("cassandra: schema version " + version + " (expected: at most " + scripts.size()
          + "; it was written by a newer Jukwaa)", null);
    }
    return version < scripts.size();
  }

  private static int version(CqlSession session) {
    @Nullable
    Row row = run(session, "select max(number) as number from schema_version where part = 'script'").one();
    return row == null ? 0 : row.getInt("number");
  }

  private static boolean lock(CqlSession session, String holder) {
    return run(session, "insert into schema_version (part, number, name) values ('lock', 0, ?) if not exists using ttl "
        + LOCK_SECONDS, holder).wasApplied();
  }

  private void runMissing(CqlSession session, String holder) {
    for (int number = version(session) + 1; number <= scripts.size(); number++) {
      String name = scripts.get(number - 1);
      for (String statement : statements(text(name))) {
        if (!run(session, "update schema_version using ttl " + LOCK_SECONDS
            + " set name = ? where part = 'lock' and number = 0 if name = ?", holder, holder).wasApplied()) {
          return; // so slow that the lock ended: whoever has it now begins this script anew
        }
        change(session, statement);
      }
      run(session, "insert into schema_version (part, number, name) values ('script', ?, ?) if not exists", number,
          name);
    }
  }

  /** Changes the schema and waits until all nodes have the change. */
  private static void change(CqlSession session, String statement) {
    ResultSet done = run(session, statement);
    if (!done.getExecutionInfo().isSchemaInAgreement() && !session.checkSchemaAgreement()) {
      throw new StoreException("cassandra: nodes disagree about the schema (expected: agreement within 30 s)", null);
    }
  }

  private static ResultSet run(CqlSession session, String statement, Object... values) {
    return session.execute(SimpleStatement.newInstance(statement, values).setTimeout(STATEMENT_TIMEOUT));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String text(String script) {
    try (InputStream resource = Objects.requireNonNull(Migrations.class.getResourceAsStream(script), script)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoreException("migration script: " + script + " (expected: readable)", e);
    }
  }
}
