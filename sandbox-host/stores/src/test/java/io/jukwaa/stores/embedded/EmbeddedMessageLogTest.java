package io.jukwaa.stores.embedded;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.contract.MessageLogContract;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.contract.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedMessageLogTest extends MessageLogContract {
  private EmbeddedDatabase database;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, new SettableClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Other engines may count by whole minutes. */
  @Test
  void countsAWindowToTheMicrosecond() {
    Duration window = Duration.ofMinutes(5);
    App app = Samples.app("a");
    log().appendInbound(app, "c", Samples.inbound("newest", "+27", START));
    log().appendInbound(app, "c", Samples.inbound("edge", "+27", START.minus(window)));
    log().appendInbound(app, "c", Samples.inbound("before", "+27", START.minus(window).minusNanos(1000)));
    assertThat(log().countWithin(app, MessageLog.Direction.INBOUND, window)).isEqualTo(2);
  }

  @Override
  protected MessageLog log() {
    return database.messages();
  }
}
