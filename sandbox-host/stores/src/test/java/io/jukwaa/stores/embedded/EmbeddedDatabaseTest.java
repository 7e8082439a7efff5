package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.contract.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {
  private static final App APP = Samples.app("a");

  @TempDir
  private Path data;

  @Test
  void hasEverythingAfterARestart() {
    try (EmbeddedDatabase database = open()) {
      database.deployments().save(APP);
      database.messages().appendInbound(APP, "c", Samples.inbound("m", "+27", Samples.START));
      database.messages().complete(APP, "c", "m");
      database.keyValues().put("acme", "k", "1", null, 10);
      database.appLog().append(APP, AppLog.INFO, "line");
    }
    try (EmbeddedDatabase database = open()) {
      assertThat(database.deployments().app("a")).isEqualTo(APP);
      assertThat(database.messages().appendInbound(APP, "c", Samples.inbound("m", "+27", Samples.START))).isFalse();
      assertThat(database.messages().isComplete(APP, "c", "m")).isTrue();
      assertThat(database.keyValues().put("acme", "l", "1", null, 10).keys()).isEqualTo(2);
      assertThat(database.appLog().tail(APP, 10)).hasSize(1);
    }
  }

  /** What reads before it writes is refused by the database while another empties its log. */
  @Test
  void goesOnWhileTheLogIsEmptied() throws Exception {
    try (EmbeddedDatabase database = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        String numbers = "+27" + thread;
        all.add(threads.submit(() -> {
          for (int i = 0; i < 300; i++) {
            database.contacts().findOrSave("acme", "msisdn", numbers + i, contact(numbers + i));
            database.contacts().findBy("acme", "msisdn", numbers + i);
          }
        }));
        all.add(threads.submit(() -> {
          for (int i = 0; i < 100; i++) {
            database.emptyLog();
          }
        }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
      database.emptyLog();
      assertThat(data.resolve("jukwaa.db-wal")).isEmptyFile();
    }
  }

  @Test
  void leavesOneFileWhenClosed() throws IOException {
    try (EmbeddedDatabase database = open()) {
      database.keyValues().put("acme", "k", "1", null, 10);
    }
    try (var files = Files.list(data)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("jukwaa.db",
          "jukwaa.lock");
    }
  }

  @Test
  void refusesWorkWhenClosed() {
    EmbeddedDatabase database = open();
    database.close();
    assertThatThrownBy(() -> database.keyValues().get("acme", "k")).isInstanceOf(StoreException.class)
        .hasMessage("database: closed (expected: open)");
    assertThatThrownBy(() -> database.keyValues().delete("acme", "k")).isInstanceOf(StoreException.class)
        .hasMessage("database: closed (expected: open)");
    database.close();
  }

  @Test
  void refusesAFolderInUse() {
    try (EmbeddedDatabase _ = open()) {
      assertThatThrownBy(this::open).isInstanceOf(StoreException.class)
          .hasMessageContaining("not in use by another Jukwaa");
    }
    open().close();
  }

  @Test
  void refusesSomethingElseThanADatabase() throws IOException {
    Files.writeString(data.resolve("jukwaa.db"), "something else".repeat(1_000));
    assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("a database that opens");
  }

  @Test
  void refusesADamagedDeploymentAndLetsTheFolderGo() {
    try (EmbeddedDatabase database = open()) {
      database.write(sql -> sql.run("insert into app (key, json) values ('a', '{')"));
    }
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(this::open).isInstanceOf(StoreException.class)
          .hasMessage("stored JSON: damaged (expected: what this host once wrote)");
    }
  }

  @Test
  void keepsWhatIsCommittedInALogThatIsFlushedOnDemandAndBeforeItIsMoved() throws IOException {
    try (EmbeddedDatabase database = open()) {
      assertThat(database.<Long>write(sql -> sql.number("pragma synchronous"))).isEqualTo(1);
      assertThat(
          database.<Boolean>write(sql -> sql.exists("select 1 from pragma_journal_mode where journal_mode = 'wal'")))
          .isTrue();
      Path log = data.resolve("jukwaa.db-wal");
      long before = Files.size(log);
      database.keyValues().put("acme", "k", "1", null, 10);
      assertThat(Files.size(log)).as("the file that is flushed holds the commit").isGreaterThan(before);
      database.durability().flush();
    }
  }

  @Test
  void bringsAnOlderDatabaseUpToDate() throws SQLException {
    try (Statements old = new Connections(data.resolve("jukwaa.db")).writer()) {
      new Migrations(Migrations.ALL.scripts().subList(0, 1)).apply(old);
      old.run("insert into record (tenant, key, json) values ('acme', 'k', '\"old\"')");
      old.commit();
    }
    try (EmbeddedDatabase database = open()) {
      assertThat(database.keyValues().get("acme", "k")).isEqualTo("\"old\"");
      database.contacts().save("acme", contact("+27"));
      assertThat(database.contacts().find("acme", "c+27")).isEqualTo(contact("+27"));
      assertThat(database.<Long>read(sql -> sql.number("select count(*) from migration")))
          .isEqualTo(Migrations.ALL.scripts().size());
    }
  }

  @Test
  void leavesADatabaseAsItWasWhenAMigrationFails() throws SQLException {
    Connections connections = new Connections(data.resolve("jukwaa.db"));
    Migrations failing = new Migrations(List.of(Migrations.ALL.scripts().getFirst(), "broken.sql"));
    try (Statements database = connections.writer()) {
      assertThatThrownBy(() -> failing.apply(database)).isInstanceOf(SQLException.class);
    }
    try (Statements database = connections.reader()) {
      assertThat(database.number("select max(number) from migration")).isEqualTo(1);
      assertThat(database.exists("select 1 from sqlite_schema where name = 'half_done'")).isFalse();
    }
  }

  @Test
  void refusesADatabaseOfANewerProgram() throws SQLException {
    open().close();
    try (Statements newer = new Connections(data.resolve("jukwaa.db")).writer()) {
      newer.run("insert into migration (number, name) values (99, 'later')");
      newer.commit();
    }
    assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessage("jukwaa.db: version 99 (expected: at"
        + " most " + Migrations.ALL.scripts().size() + "; it was written by a newer Jukwaa)");
  }

  @Test
  void refusesWritesOnAFullDiskAndRecovers() {
    String value = "\"" + "x".repeat(10_000) + "\"";
    List<String> stored = new ArrayList<>();
    try (EmbeddedDatabase database = open()) {
      database.write(sql -> sql.number("pragma max_page_count = 100"));
      assertThatThrownBy(() -> {
        for (int i = 0;; i++) {
          database.keyValues().put("acme", "k" + i, value, null, 10_000);
          stored.add("k" + i);
        }
      }).isInstanceOf(StoreException.class).hasMessageContaining("full");
      assertThat(database.keyValues().list("acme", 10_000)).containsOnlyKeys(stored);
      assertThat(database.keyValues().put("acme", "more", value, null, 10_000).keys()).isEqualTo(stored.size() + 1);
    }
    try (EmbeddedDatabase database = open()) {
      assertThat(database.keyValues().list("acme", 10_000)).containsKeys(stored.toArray(String[]::new))
          .hasSize(stored.size() + 1);
      assertThat(database.messages().count(APP, Direction.INBOUND)).isZero();
    }
  }

  private EmbeddedDatabase open() {
    return EmbeddedDatabase.open(data, new SettableClock());
  }

  private static Contact contact(String msisdn) {
    return new Contact("c" + msisdn, Samples.START, Map.of("msisdn", msisdn), Map.of(), Map.of(), Set.of("g"));
  }
}
