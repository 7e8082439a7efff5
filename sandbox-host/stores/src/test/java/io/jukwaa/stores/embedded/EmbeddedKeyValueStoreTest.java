package io.jukwaa.stores.embedded;

import io.jukwaa.store.KeyValueStore;
import io.jukwaa.stores.contract.KeyValueStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKeyValueStoreTest extends KeyValueStoreContract {
  private EmbeddedDatabase database;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected KeyValueStore store() {
    return database.keyValues();
  }
}
