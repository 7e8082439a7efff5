package io.jukwaa.stores.embedded;

import io.jukwaa.store.UsageStore;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.contract.UsageStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedUsageStoreTest extends UsageStoreContract {
  private EmbeddedDatabase database;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, new SettableClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected UsageStore store() {
    return database.usage();
  }
}
