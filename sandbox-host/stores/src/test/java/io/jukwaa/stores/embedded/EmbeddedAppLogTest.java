package io.jukwaa.stores.embedded;

import io.jukwaa.store.AppLog;
import io.jukwaa.stores.contract.AppLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedAppLogTest extends AppLogContract {
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
  protected AppLog log() {
    return database.appLog();
  }
}
