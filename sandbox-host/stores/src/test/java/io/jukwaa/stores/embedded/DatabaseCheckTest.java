package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.contract.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseCheckTest {
  private static final App APP = Samples.app("a");

  @TempDir
  private Path data;

  @BeforeEach
  void fill() {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, new SettableClock())) {
      database.deployments().save(APP);
      for (int number = 0; number < 100; number++) {
        String id = "m" + number;
        database.messages().appendInbound(APP, "c", Samples.inbound(id, "+27" + number % 10, Samples.START));
        database.messages().appendOutbound(APP, "c", new Origin(id, 0),
            Samples.outbound("o" + number, "+27", Samples.START));
        database.keyValues().put("acme", "k" + number, "{\"a\":1}", null, 1_000);
      }
    }
  }

  @Test
  void countsWhatIsThere() {
    DatabaseCheck check = DatabaseCheck.of(data);
    assertThat(check.problems()).isEmpty();
    assertThat(check.rows()).containsEntry("inbound", 100L).containsEntry("outbound", 100L)
        .containsEntry("record", 100L).containsEntry("correspondent", 11L);
  }

  @Test
  void namesTotalsThatAreNotThoseOfCounting() throws SQLException {
    change("update tally set value = 99 where name = 'inbound'");
    change("delete from correspondent where address = '+273'");
    change("update record_count set records = 7");
    assertThat(DatabaseCheck.of(data).problems()).containsExactlyInAnyOrder(
        "total inbound of app a: 99 (expected: 100, which counting gives)",
        "total inbound.users of app a: 10 (expected: 9, which counting gives)",
        "records of tenant acme: 7 (expected: 100, which counting gives)");
  }

  @Test
  void namesDocumentsThatAreBroken() throws SQLException {
    change("update record set json = '{\"a\":' where key = 'k1'");
    assertThat(DatabaseCheck.of(data).problems()).containsExactly("record: 1 rows that are not JSON");
  }

  @Test
  void findsAFlippedPage() throws IOException {
    try (FileChannel file = FileChannel.open(data.resolve("jukwaa.db"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(4096), file.size() - 4096);
    }
    assertThat(DatabaseCheck.of(data).problems()).isNotEmpty();
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = Connections.plain(data.resolve("jukwaa.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
