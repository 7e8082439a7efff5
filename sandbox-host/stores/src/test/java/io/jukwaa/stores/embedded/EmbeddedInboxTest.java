package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.contract.InboxContract;
import io.jukwaa.stores.contract.SettableClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedInboxTest extends InboxContract {
  @TempDir
  private Path data;
  private EmbeddedDatabase database;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.open(data, new SettableClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Inbox inbox() {
    return database.inbox();
  }

  @Override
  protected MessageLog log() {
    return database.messages();
  }

  @Override
  protected void replaceProcess() {
    close();
    open();
  }

  @Test
  void looksAtUnfinishedRowsOnly() {
    for (String table : List.of("inbound", "event")) {
      List<String> plan = database.read(sql -> sql.all("explain query plan " + EmbeddedInbox.Rows.query(table),
          row -> row.getString("detail"), 0L, 1L, 1));
      assertThat(plan).singleElement().asString()
          .startsWith("SEARCH " + table + " USING INDEX " + table + "_unfinished (id>? AND id<?)");
    }
  }

  /** Until then nothing was run again by itself; what is months old must not be now. */
  @Test
  void givesNothingThatAnOlderProgramLeft(@TempDir Path old) throws SQLException {
    try (Statements before = new Connections(old.resolve("jukwaa.db")).writer()) {
      new Migrations(Migrations.ALL.scripts().subList(0, 4)).apply(before);
      before.run("insert into inbound (app, channel, message_id, time, json) values ('a', 'c', 'm', 0, '{}')");
      before.run("insert into outbound (app, channel, message_id, run_of, time, json) values"
          + " ('a', 'c', 'r', 'm', 0, '{}'), ('a', 'c', 's', 'm', 0, '{}')");
      before.commit();
    }
    try (EmbeddedDatabase opened = EmbeddedDatabase.open(old, new SettableClock())) {
      assertThat(opened.inbox().claim(10)).isEmpty();
      assertThat(opened.<Long>read(sql -> sql.number("select count(*) from outbound"))).isEqualTo(2);
    }
  }
}
