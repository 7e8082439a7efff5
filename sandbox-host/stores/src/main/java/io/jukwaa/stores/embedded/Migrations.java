package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * The scripts that make a database what this program expects, run in their order, each once and whole.
 *
 * @param scripts names of resources beside this class; the first is number 1. A script that was released never changes.
 */
record Migrations(List<String> scripts) {
  static final Migrations ALL = new Migrations(
      List.of("001-deployments-messages-records.sql", "002-people-metrics-sessions.sql", "003-usage.sql",
          "004-metric-names.sql", "005-unfinished.sql", "006-message-addresses.sql",
          "007-events-once.sql", "008-events-unfinished.sql", "009-outbox.sql", "010-routing.sql",
          "011-consent-deletions.sql", "012-channel-status.sql"));

  Migrations {
    scripts = List.copyOf(scripts);
  }

  /** @throws StoreException if a newer program wrote the database; it is left as it was */
  void apply(Statements database) throws SQLException {
    database.script("create table if not exists migration (number integer primary key, name text not null) strict");
    long version = database.number("select max(number) from migration");
    if (version > scripts.size()) {
      throw new StoreException("jukwaa.db: version " + version + " (expected: at most " + scripts.size()
          + "; it was written by a newer Jukwaa)", null);
    }
    for (int number = (int) version + 1; number <= scripts.size(); number++) {
      String name = scripts.get(number - 1);
      database.script(text(name));
      database.run("insert into migration (number, name) values (?, ?)", number, name);
      database.commit();
    }
  }

  private static String text(String script) {
    try (InputStream resource = Objects.requireNonNull(Migrations.class.getResourceAsStream(script), script)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoreException("migration script: " + script + " (expected: readable)", e);
    }
  }
}
