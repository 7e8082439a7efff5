package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when work of one commit fails, or the commit does. */
final class WriterTest {
  private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
  private Path folder;
  private Flusher flusher;
  private Writer writer;

  @BeforeEach
  void start(@TempDir Path parent) throws SQLException, IOException {
    folder = Files.createDirectory(parent.resolve("data"));
    Connections connections = new Connections(folder.resolve("test.db"));
    Statements database = connections.writer();
    database.script("create table t (n integer primary key) strict");
    database.commit();
    flusher = new Flusher(new LogFile(connections.log()));
    writer = new Writer(connections, database, flusher);
    CompletableFuture<Boolean> entered = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> writer.submit(new Pending<>(sql -> entered.complete(true) && gate.join(), true)));
    entered.join(); // somebody has his turn: whatever follows shares a commit
  }

  @AfterEach
  void stop() {
    gate.complete(true);
    writer.close();
    flusher.close();
  }

  @Test
  void undoesFailedWorkAlone() {
    Pending<Integer> before = submit(insert(1));
    Pending<Integer> failing = submit(sql -> {
      sql.run("insert into t values (2)");
      throw new IllegalStateException("half done");
    });
    Pending<Integer> refused = submit(insert(1));
    Pending<Integer> after = submit(insert(3));
    gate.complete(true);
    assertThat(before.await()).isEqualTo(1);
    assertThatThrownBy(failing::await).isInstanceOf(IllegalStateException.class).hasMessage("half done");
    assertThatThrownBy(refused::await).isInstanceOf(StoreException.class).hasMessageContaining("UNIQUE");
    assertThat(after.await()).isEqualTo(1);
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void failsEverythingThatWaitedForALostCommitAndGoesOn() {
    Pending<Integer> before = submit(insert(1));
    Pending<Integer> losing = submit(sql -> {
      sql.close();
      return 0;
    });
    Pending<Integer> after = submit(insert(2));
    gate.complete(true);
    assertThatThrownBy(before::await).isInstanceOf(StoreException.class).hasMessageContaining("cannot write");
    assertThatThrownBy(losing::await).isInstanceOf(StoreException.class);
    assertThatThrownBy(after::await).isInstanceOf(StoreException.class);
    assertThat(stored()).isZero();
    assertThat(submit(insert(3)).await()).isEqualTo(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void failsWorkWhoseTransactionSqliteRolledBackAndGoesOn() {
    Pending<Integer> before = submit(insert(1));
    Pending<Integer> rollingBack = submit(sql -> {
      sql.run("insert or rollback into t values (1)");
      return 0;
    });
    gate.complete(true);
    assertThatThrownBy(before::await).isInstanceOf(StoreException.class);
    assertThatThrownBy(rollingBack::await).isInstanceOf(StoreException.class);
    assertThat(submit(insert(1)).await()).isEqualTo(1);
    assertThat(stored()).isEqualTo(1);
  }

  /** The database is out of reach, and then it is not. */
  @Test
  void saysWhatTheTroubleIsAndTriesByItself(@TempDir Path elsewhere) throws IOException {
    gate.complete(true);
    assertThat(submit(insert(1)).await()).isEqualTo(1);
    assertThat(writer.trouble()).isNull();
    Files.move(folder, elsewhere.resolve("gone"));
    Pending<Integer> losing = submit(sql -> {
      sql.close();
      return 0;
    });
    assertThatThrownBy(losing::await).isInstanceOf(StoreException.class);
    assertThatThrownBy(submit(insert(2))::await).isInstanceOf(StoreException.class);
    assertThat(writer.trouble()).contains("open");
    Files.move(elsewhere.resolve("gone"), folder);
    long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (writer.trouble() != null && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertThat(writer.trouble()).isNull();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void survivesAnError() {
    Pending<Integer> failing = submit(sql -> {
      throw new StackOverflowError();
    });
    gate.complete(true);
    assertThatThrownBy(failing::await).isInstanceOf(StoreException.class);
    assertThat(submit(insert(1)).await()).isEqualTo(1);
  }

  @Test
  void commitsOnTheCallersThreadWhenNobodyElseDoes() {
    gate.complete(true);
    Set<Thread> committed = new HashSet<>();
    while (!committed.contains(Thread.currentThread())) { // the first few may find the gate's thread still at it
      submit(sql -> committed.add(Thread.currentThread()) ? 1 : 0).await();
    }
  }

  @Test
  void commitsEverythingOfManyAtOnce() throws InterruptedException {
    gate.complete(true);
    AtomicInteger numbers = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      threads.add(Thread.startVirtualThread(() -> {
        for (int j = 0; j < 20; j++) {
          submit(insert(numbers.incrementAndGet())).await();
        }
      }));
    }
    for (Thread each : threads) {
      each.join();
    }
    assertThat(stored()).isEqualTo(1_000);
  }

  @Test
  void refusesWorkThatAsksTheStoreInsideIt() {
    gate.complete(true);
    assertThatThrownBy(() -> submit(sql -> submit(insert(1)).await()).await())
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("wait for itself");
  }

  @Test
  void commitsWhatNobodyWaitsFor() {
    writer.submit(new Pending<>(insert(1), false));
    gate.complete(true);
    writer.close();
    assertThatThrownBy(() -> submit(insert(2))).isInstanceOf(StoreException.class).hasMessageContaining("closed");
  }

  private Pending<Integer> submit(Work<Integer> work) {
    return writer.submit(new Pending<>(work, true));
  }

  private static Work<Integer> insert(int number) {
    return sql -> sql.run("insert into t values (?)", number);
  }

  private long stored() {
    return writer.submit(new Pending<>(sql -> sql.number("select count(*) from t"), true)).await();
  }
}
