package io.jukwaa.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.SettableClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
  @Test
  void splitsAScriptIntoStatements() {
    assertThat(Migrations.statements("-- a; comment;\ncreate table a (\n  b text -- ; inside\n);\n\nuse b;\n"))
        .containsExactly("create table a (\nb text -- ; inside\n)", "use b");
    assertThatThrownBy(() -> Migrations.statements("use a;\nuse b")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use b");
  }

  @Test
  void runsEachScriptOnceWhenTwoHostsStartTogether() throws Exception {
    CassandraSettings settings = RealCassandra.get().freshSettings();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> hosts = List.of(CompletableFuture.runAsync(() -> open(settings), threads),
          CompletableFuture.runAsync(() -> open(settings), threads));
      CompletableFuture.allOf(hosts.toArray(CompletableFuture[]::new)).join();
    }
    try (CqlSession session = RealCassandra.get().session(settings.keyspace())) {
      assertThat(session.execute("select name from schema_version where part = 'script'").all())
          .extracting(row -> row.getString("name")).containsExactlyElementsOf(Migrations.ALL.scripts());
      session.execute("insert into schema_version (part, number, name) values ('script', 99, 'newer')");
      assertThatThrownBy(() -> open(settings)).isInstanceOf(StoreException.class)
          .hasMessageContaining("schema version 99");
      session.execute("drop keyspace " + settings.keyspace());
    }
  }

  private static void open(CassandraSettings settings) {
    CassandraStores.open(settings, new SettableClock()).close();
  }
}
