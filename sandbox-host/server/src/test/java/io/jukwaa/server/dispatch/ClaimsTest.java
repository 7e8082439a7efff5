package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inbox gives each message once: whoever was given it must not forget it. */
class ClaimsTest {
  private static final App APP = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), false,
      Set.of());

  private final List<String> begun = new ArrayList<>();
  private boolean gone = true;

  @Test
  void beginsWhatItTookOverWhenAStoreIsBack(@TempDir Path data) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      List.of("m1", "m2", "m3").forEach(id -> database.messages().appendInbound(APP, "c", text(id)));
      database.inbox().release();
      Claims claims = new Claims(database.inbox(), _ -> true, this::begin);
      assertThatThrownBy(claims::take).isInstanceOf(StoreException.class);
      assertThatThrownBy(claims::take).isInstanceOf(StoreException.class);
      assertThat(begun).containsExactly("m1");
      gone = false;
      assertThat(claims.take()).isEqualTo(2);
      assertThat(begun).containsExactly("m1", "m2", "m3");
      assertThat(claims.take()).isZero();
    }
  }

  /** A mistake, or a store that failed halfway, left it with nobody who works on it. */
  @Test
  void beginsAgainWhatItHoldsAndHasForgotten(@TempDir Path data) {
    gone = false;
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      List.of("m1", "m2", "m3").forEach(id -> database.messages().appendInbound(APP, "c", text(id)));
      Claims claims = new Claims(database.inbox(), key -> key.id().equals("m2"), this::begin);
      claims.remember();
      database.messages().complete(APP, "c", "m1"); // it had just ended
      assertThat(begun).isEmpty();
      claims.remember();
      assertThat(begun).containsExactly("m3");
      for (int looks = 0; looks < 40; looks++) {
        claims.remember();
      }
      assertThat(begun).as("what fails so often is left to the next process").hasSize(5).containsOnly("m3");
    }
  }

  /** However long a store is gone: what could not be begun has not failed. */
  @Test
  void beginsAgainWhenAStoreIsBack(@TempDir Path data) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      database.messages().appendInbound(APP, "c", text("m2"));
      Claims claims = new Claims(database.inbox(), _ -> false, this::begin);
      claims.remember();
      for (int looks = 0; looks < 20; looks++) {
        assertThatThrownBy(claims::remember).isInstanceOf(StoreException.class);
      }
      gone = false;
      claims.remember();
      assertThat(begun).containsExactly("m2");
    }
  }

  private void begin(Inbox.Entry entry) {
    String id = entry.id();
    if (gone && id.equals("m2")) {
      throw new StoreException("gone", null);
    }
    begun.add(id);
  }

  private static UserMessage text(String id) {
    return UserMessage.of(Map.of("from_addr", "+27", "to_addr", "1", "content", "hello"),
        new Stamp(id, Instant.parse("2026-01-01T00:00:00Z")));
  }
}
