package io.jukwaa.stores.embedded;

import io.jukwaa.store.SessionStore;
import io.jukwaa.stores.contract.SessionStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedSessionStoreTest extends SessionStoreContract {
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
  protected SessionStore store() {
    return database.sessions();
  }
}
