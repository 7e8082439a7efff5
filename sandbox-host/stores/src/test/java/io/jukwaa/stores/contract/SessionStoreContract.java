package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.SessionStore;
import io.jukwaa.store.SessionStore.Session;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SessionStore} does. */
public abstract class SessionStoreContract {
  protected final SettableClock clock = new SettableClock();

  /** A store without sessions that tells the time by {@link #clock}; the same for all of one test. */
  protected abstract SessionStore store();

  @Test
  void returnsAnOpenSession() {
    Session session = new Session("c", "s", Map.of("text", "1*2"), START.plusSeconds(60));
    store().save(session);
    assertThat(store().find("c", "s")).isEqualTo(session);
    assertThat(store().find("d", "s")).isNull();
  }

  @Test
  void replacesASession() {
    store().save(new Session("c", "s", Map.of("text", "1"), START.plusSeconds(60)));
    Session later = new Session("c", "s", Map.of("text", "1*2"), START.plusSeconds(90));
    store().save(later);
    assertThat(store().find("c", "s")).isEqualTo(later);
  }

  @Test
  void forgetsAtTheExpiry() {
    store().save(new Session("c", "s", Map.of(), START.plusSeconds(60)));
    clock.advance(Duration.ofSeconds(60));
    assertThat(store().find("c", "s")).isNull();
  }

  @Test
  void forgetsWhatIsRemoved() {
    store().save(new Session("c", "s", Map.of(), START.plusSeconds(60)));
    store().remove("c", "s");
    store().remove("c", "s");
    assertThat(store().find("c", "s")).isNull();
  }

  @Test
  void isOpenUntilTheExpiry() {
    Session session = new Session("c", "s", Map.of(), START.plusSeconds(60));
    store().save(session);
    clock.advance(Duration.ofSeconds(60).minusNanos(1_000));
    assertThat(store().find("c", "s")).isEqualTo(session);
  }

  @Test
  void forgetsASessionReplacedByOneThatIsOver() {
    store().save(new Session("c", "s", Map.of(), START.plusSeconds(60)));
    store().save(new Session("c", "s", Map.of(), START.minusSeconds(60)));
    assertThat(store().find("c", "s")).isNull();
  }

  @Test
  void keepsChannelsApart() {
    Session one = new Session("a", "b:session:c", Map.of("is", "one"), START.plusSeconds(60));
    Session other = new Session("a:session:b", "c", Map.of("is", "other"), START.plusSeconds(60));
    store().save(one);
    store().save(other);
    store().remove("a", "c");
    assertThat(store().find("a", "b:session:c")).isEqualTo(one);
    assertThat(store().find("a:session:b", "c")).isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "}", "a\nb", "\uD83D\uDE00", "*"})
  void takesAnyText(String text) {
    Session session = new Session("c" + text, text, Map.of(text, text), START.plusSeconds(60));
    store().save(session);
    assertThat(store().find("c" + text, text)).isEqualTo(session);
  }
}
