package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.ContactStore.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link ContactStore} does. */
public abstract class ContactStoreContract {
  private static final String TENANT = "acme";
  private static final Contact THANDI = new Contact("c1", START,
      Map.of("msisdn", "+27821", "name", "Thandi \u00c9lise", "twitter_handle", "@thandi"), Map.of("lang", "zu"),
      Map.of("news", "1"), Set.of("g1", "g2"));

  /** A store without contacts; the same for all of one test. */
  protected abstract ContactStore store();

  @Test
  void returnsTheWholeContact() {
    store().save(TENANT, THANDI);
    assertThat(store().find(TENANT, "c1")).isEqualTo(THANDI);
    assertThat(store().find("other", "c1")).isNull();
    assertThat(store().find(TENANT, "c2")).isNull();
  }

  @Test
  void findsTheNewestByAnyPlainField() {
    store().save(TENANT, contact("old", "+1", START.minusSeconds(1)));
    store().save(TENANT, contact("new", "+1", START));
    store().save(TENANT, contact("older", "+1", START.minusSeconds(2)));
    assertThat(store().findBy(TENANT, "msisdn", "+1")).extracting("key").isEqualTo("new");
    assertThat(store().findBy(TENANT, "msisdn", "+2")).isNull();
    assertThat(store().findBy(TENANT, "gtalk_id", "+1")).isNull();
    assertThat(store().findBy("other", "msisdn", "+1")).isNull();
  }

  @Test
  void findsExactTextOnly() {
    store().save(TENANT, THANDI);
    assertThat(store().findBy(TENANT, "twitter_handle", "@thandi")).isEqualTo(THANDI);
    assertThat(store().findBy(TENANT, "twitter_handle", "@Thandi")).isNull();
  }

  @Test
  void forgetsTheFieldsItReplaces() {
    store().save(TENANT, contact("c", "+1", START));
    store().save(TENANT, contact("c", "+2", START));
    assertThat(store().findBy(TENANT, "msisdn", "+1")).isNull();
    assertThat(store().findBy(TENANT, "msisdn", "+2")).isNotNull();
  }

  @Test
  void updatesOneContact() {
    store().save(TENANT, THANDI);
    Contact changed = store().update(TENANT, "c1", before -> contact(before.key(), "+9", START));
    assertThat(changed).isEqualTo(contact("c1", "+9", START));
    assertThat(store().find(TENANT, "c1")).isEqualTo(changed);
    assertThat(store().update(TENANT, "unknown", before -> before)).isNull();
  }

  @Test
  void changesNothingWhenTheChangeFails() {
    store().save(TENANT, THANDI);
    assertThatThrownBy(() -> store().update(TENANT, "c1", before -> {
      throw new IllegalArgumentException("no");
    })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
    assertThat(store().find(TENANT, "c1")).isEqualTo(THANDI);
  }

  @Test
  void refusesAChangeThatCallsTheStore() {
    store().save(TENANT, THANDI);
    assertThatThrownBy(() -> store().update(TENANT, "c1", before -> {
      store().save(TENANT, before);
      return before;
    })).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void losesNoUpdateOfManyAtOnce() {
    store().save(TENANT, contact("c", "", START));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.execute(() -> store().update(TENANT, "c", before -> contact("c", before.fields().get("msisdn") + "x",
            START)));
      }
    }
    assertThat(store().find(TENANT, "c")).isEqualTo(contact("c", "x".repeat(50), START));
  }

  @Test
  void createsOneContactWhenManyAskAtOnce() {
    var keys = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        String key = "c" + i;
        threads.execute(() -> keys.add(store().findOrSave(TENANT, "msisdn", "+1", contact(key, "+1", START)).key()));
      }
    }
    assertThat(keys).hasSize(50).containsOnly(keys.element());
    assertThat(store().search(TENANT, List.of(), Integer.MAX_VALUE)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"name, thandi \u00e9LISE, true", "name, Thandi, false", "name, thandi*, true", "name, *\u00e9l*, true",
      "name, *, true", "name, *h*h*, false", "name, '', false", "email_address, *, false", "groups, g2, true",
      "groups, g*, true", "groups, g3, false", "extras-lang, ZU, true", "extras-lang, *u, true", "extras-x, *, false",
      "key, C1, true", "key, c*, true", "msisdn, +27*1, true", "msisdn, ?27821, false", "msisdn, %, false",
      "name, thandi_\u00e9lise, false"})
  void matchesPatterns(String field, String pattern, boolean matches) {
    store().save(TENANT, THANDI);
    assertThat(store().search(TENANT, List.of(new Condition(field, pattern)), 10)).hasSize(matches ? 1 : 0);
  }

  @Test
  void wantsEveryConditionToHold() {
    store().save(TENANT, THANDI);
    Condition name = new Condition("name", "thandi*");
    assertThat(store().search(TENANT, List.of(name, new Condition("groups", "g1")), 10)).hasSize(1);
    assertThat(store().search(TENANT, List.of(name, new Condition("groups", "g3")), 10)).isEmpty();
  }

  @Test
  void searchesTheNewestFirstUpToTheLimit() {
    store().save(TENANT, contact("a", "+1", START));
    store().save(TENANT, contact("b", "+1", START.plusSeconds(1)));
    store().save(TENANT, contact("c", "+1", START.minusSeconds(1)));
    store().save("other", contact("d", "+1", START));
    assertThat(store().search(TENANT, List.of(), 2)).extracting(Contact::key).containsExactly("b", "a");
    assertThat(store().search(TENANT, List.of(new Condition("msisdn", "+1")), 2)).extracting(Contact::key)
        .containsExactly("b", "a");
    assertThat(store().search(TENANT, List.of(), 0)).isEmpty();
  }

  @Test
  @Timeout(10)
  void matchesAHostilePatternInBoundedTime() {
    store().save(TENANT, contact("c", "a".repeat(5_000), START));
    assertThat(store().search(TENANT, List.of(new Condition("msisdn", "*a".repeat(1_000) + "b")), 10)).isEmpty();
  }

  @Test
  void countsMembersOfAGroup() {
    store().save(TENANT, THANDI);
    assertThat(store().countMembers(TENANT, "g1")).isEqualTo(1);
    store().update(TENANT, "c1", before -> contact("c1", "+1", START));
    assertThat(store().countMembers(TENANT, "g1")).isZero();
    assertThat(store().countMembers("other", "g1")).isZero();
  }

  @Test
  void keepsALoneSurrogate() {
    Contact odd = contact("c", "a\uD83D", START.plus(Duration.ofNanos(1000)));
    store().save(TENANT, odd);
    assertThat(store().find(TENANT, "c")).isEqualTo(odd);
    assertThat(store().findBy(TENANT, "msisdn", "a\uD83D")).isEqualTo(odd);
  }

  private static Contact contact(String key, String msisdn, Instant createdAt) {
    return new Contact(key, createdAt, Map.of("msisdn", msisdn), Map.of(), Map.of(), Set.of());
  }
}
