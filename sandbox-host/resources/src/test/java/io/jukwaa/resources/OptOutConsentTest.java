package io.jukwaa.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an app changes of opt-outs becomes part of the person's history, once as long as it holds. */
class OptOutConsentTest {
  @Test
  void writesDownWhatAnAppSays(@TempDir Path folder) throws Exception {
    SettableClock clock = new SettableClock();
    Instant start = clock.instant();
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder, clock)) {
      TestHost host = new TestHost(database, clock,
          Json.MAPPER.readTree("{\"tenant\": {\"canManageOptouts\": true}}"), 1);
      ask(host, "cancel_optout");
      assertThat(history(database)).as("of nothing that was said").isEmpty();
      for (int times = 0; times < 2; times++) {
        ask(host, "optout");
      }
      clock.advance(Duration.ofSeconds(1));
      for (int times = 0; times < 2; times++) {
        ask(host, "cancel_optout");
      }
      assertThat(history(database)).containsExactly(
          new Consent("+254711000001", "*", State.WITHDRAWN, Source.APP, start, "m1"),
          new Consent("+254711000001", "*", State.GIVEN, Source.APP, start.plusSeconds(1), null));
    }
  }

  private static void ask(TestHost host, String what) {
    assertThat(host.execute(host.named("app-a"), Map.of("cmd", "optout." + what, "address_type", "msisdn",
        "address_value", "254711000001", "message_id", "m1")).toString()).doesNotContain("reason");
  }

  private static List<Consent> history(EmbeddedDatabase database) {
    return database.consents().history("tenant-a-1", "+254711000001");
  }
}
