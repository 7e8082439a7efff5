package io.jukwaa.stores.embedded;

import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.stores.contract.ChannelStatusStoreContract;
import io.jukwaa.stores.contract.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedChannelStatusStoreTest extends ChannelStatusStoreContract {
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
  protected ChannelStatusStore store() {
    return database.channelStatus();
  }
}
