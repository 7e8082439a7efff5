package io.jukwaa.server.people.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.people.PeopleFixture;
import io.jukwaa.server.people.privacy.Consents.Said;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentsTest {
  private final AtomicLong seconds = new AtomicLong();
  private final InstantSource clock = () -> PeopleFixture.NOW.plusSeconds(seconds.incrementAndGet());
  private PeopleFixture here;
  private Consents consents;

  @BeforeEach
  void open(@TempDir Path folder) {
    here = new PeopleFixture(folder);
    consents = new Consents(here.stores.people().consents(), clock);
  }

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void knowsABlockUntilThePersonWritesAgain() {
    consents.heard("acme", "bot", "78", text("m0", seconds.incrementAndGet()));
    assertThat(consents.history("acme", "78")).as("nobody was blocked").isEmpty();
    consents.blocked("acme", "bot", "78", "m1");
    consents.blocked("acme", "bot", "78", "m2");
    assertThat(consents.block("acme", "bot", "78")).extracting(Consent::time)
        .isEqualTo(Instant.parse("2026-03-04T05:06:09Z"));
    assertThat(consents.block("acme", "sms", "78")).isNull();
    consents.heard("acme", "bot", "78", text("m3", seconds.incrementAndGet()));
    consents.heard("acme", "bot", "78", text("m4", seconds.incrementAndGet()));
    assertThat(consents.block("acme", "bot", "78")).isNull();
    assertThat(consents.history("acme", "78")).extracting(Consent::evidence).containsExactly("m1", "m3");
    consents.blocked("acme", "bot", "78", "m5");
    consents.heard("acme", "bot", "78", text("m6", 1)); // it came before that
    assertThat(consents.block("acme", "bot", "78")).extracting(Consent::evidence).isEqualTo("m5");
  }

  private static UserMessage text(String id, long second) {
    return UserMessage.of(Map.of("from_addr", "78"), new Stamp(id, PeopleFixture.NOW.plusSeconds(second)));
  }

  /** What an app or a word says of every channel says nothing of what the operator does. */
  @Test
  void doesNotForgetABlockForWhatOthersSay() {
    consents.blocked("acme", "bot", "78", "m1");
    consents.record("acme", new Said("78", "*", State.WITHDRAWN, Source.APP, "m2"));
    assertThat(consents.block("acme", "bot", "78")).extracting(Consent::evidence).isEqualTo("m1");
    consents.record("acme", new Said("78", "*", State.GIVEN, Source.KEYWORD, "m3"));
    consents.blocked("acme", "bot", "78", "m4");
    assertThat(consents.block("acme", "bot", "78")).extracting(Consent::evidence).isEqualTo("m1");
  }
}
