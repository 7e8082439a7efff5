package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DatabaseBackupTest {
  private static final int MANY = 1_000_000;

  @TempDir
  private Path folder;

  @Test
  void copiesOneMomentOfADatabaseThatIsWrittenTo() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch some = new CountDownLatch(100);
    try (EmbeddedDatabase database = open("data")) {
      Thread writer = Thread.ofVirtual().start(() -> {
        for (int number = 0; !stop.get(); number++) { // each record is there only if the one before it is
          database.keyValues().put("acme", String.format("%06d", number), "1", null, MANY);
          some.countDown();
        }
      });
      some.await();
      long bytes = DatabaseBackup.write(folder.resolve("data"), folder.resolve("copy"));
      stop.set(true);
      writer.join();
      assertThat(bytes).isPositive();
    }
    try (EmbeddedDatabase copy = open("copy")) {
      var keys = copy.keyValues().list("acme", MANY).keySet();
      assertThat(keys).hasSizeGreaterThanOrEqualTo(100).last().isEqualTo(String.format("%06d", keys.size() - 1));
    }
    assertThat(DatabaseCheck.of(folder.resolve("copy")).problems()).isEmpty();
  }

  @Test
  void neverWritesOverACopy() throws IOException {
    open("data").close();
    DatabaseBackup.write(folder.resolve("data"), folder.resolve("copy"));
    byte[] before = Files.readAllBytes(folder.resolve("copy/jukwaa.db"));
    assertThatThrownBy(() -> DatabaseBackup.write(folder.resolve("data"), folder.resolve("copy")))
        .isInstanceOf(StoreException.class).hasMessageEndingWith("jukwaa.db (expected: not there yet)");
    assertThat(Files.readAllBytes(folder.resolve("copy/jukwaa.db"))).isEqualTo(before);
  }

  @Test
  void refusesAFolderWithoutADatabase() {
    assertThatThrownBy(() -> DatabaseBackup.write(folder, folder.resolve("copy"))).isInstanceOf(StoreException.class)
        .hasMessage("data folder: " + folder + " (expected: one with jukwaa.db)");
  }

  @Test
  void leavesNothingThatLooksLikeACopyWhenItFails() throws IOException {
    open("data").close();
    Files.write(folder.resolve("data/jukwaa.db"), new byte[]{'n', 'o'});
    assertThatThrownBy(() -> DatabaseBackup.write(folder.resolve("data"), folder.resolve("copy")))
        .isInstanceOf(StoreException.class).hasMessageContaining("not a database");
    assertThat(folder.resolve("copy")).isEmptyDirectory();
  }

  private EmbeddedDatabase open(String name) {
    return EmbeddedDatabase.open(folder.resolve(name), new SettableClock());
  }
}
