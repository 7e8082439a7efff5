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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link ContactStore} does. */
public abstract class ContactStoreContract {
  private final String tenant = Samples.fresh("acme");
  private final String stranger = Samples.fresh("stranger");
  private static final Contact THANDI = new Contact("c1", START,
      Map.of("msisdn", "+27821", "name", "Thandi \u00c9lise", "twitter_handle", "@thandi"), Map.of("lang", "zu"),
      Map.of("news", "1"), Set.of("g1", "g2"));

  /** A store without contacts; the same for all of one test. */
  protected abstract ContactStore store();

  @Test
  void returnsTheWholeContact() {
    store().save(tenant, THANDI);
    assertThat(store().find(tenant, "c1")).isEqualTo(THANDI);
    assertThat(store().find(stranger, "c1")).isNull();
    assertThat(store().find(tenant, "c2")).isNull();
  }

  @Test
  void findsTheNewestByAnyPlainField() {
    store().save(tenant, contact("old", "+1", START.minusSeconds(1)));
    store().save(tenant, contact("new", "+1", START));
    store().save(tenant, contact("older", "+1", START.minusSeconds(2)));
    assertThat(store().findBy(tenant, "msisdn", "+1")).extracting("key").isEqualTo("new");
    assertThat(store().findBy(tenant, "msisdn", "+2")).isNull();
    assertThat(store().findBy(tenant, "gtalk_id", "+1")).isNull();
    assertThat(store().findBy(stranger, "msisdn", "+1")).isNull();
  }

  @Test
  void findsExactTextOnly() {
    store().save(tenant, THANDI);
    assertThat(store().findBy(tenant, "twitter_handle", "@thandi")).isEqualTo(THANDI);
    assertThat(store().findBy(tenant, "twitter_handle", "@Thandi")).isNull();
  }

  @Test
  void forgetsTheFieldsItReplaces() {
    store().save(tenant, contact("c", "+1", START));
    store().save(tenant, contact("c", "+2", START));
    assertThat(store().findBy(tenant, "msisdn", "+1")).isNull();
    assertThat(store().findBy(tenant, "msisdn", "+2")).isNotNull();
  }

  @Test
  void updatesOneContact() {
    store().save(tenant, THANDI);
    Contact changed = store().update(tenant, "c1", before -> contact(before.key(), "+9", START));
    assertThat(changed).isEqualTo(contact("c1", "+9", START));
    assertThat(store().find(tenant, "c1")).isEqualTo(changed);
    assertThat(store().update(tenant, "unknown", before -> before)).isNull();
  }

  @Test
  void changesNothingWhenTheChangeFails() {
    store().save(tenant, THANDI);
    assertThatThrownBy(() -> store().update(tenant, "c1", before -> {
      throw new IllegalArgumentException("no");
    })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
    assertThat(store().find(tenant, "c1")).isEqualTo(THANDI);
  }

  @Test
  void refusesAChangeThatCallsTheStore() {
    store().save(tenant, THANDI);
    assertThatThrownBy(() -> store().update(tenant, "c1", before -> {
      store().save(tenant, before);
      return before;
    })).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void losesNoUpdateOfManyAtOnce() {
    store().save(tenant, contact("c", "", START));
    Samples.atOnce(50, _ -> store().update(tenant, "c", before -> contact("c", before.fields().get("msisdn") + "x",
        START)));
    assertThat(store().find(tenant, "c")).isEqualTo(contact("c", "x".repeat(50), START));
  }

  @Test
  void createsOneContactWhenManyAskAtOnce() {
    var keys = new ConcurrentLinkedQueue<String>();
    Samples.atOnce(50, i -> keys.add(store().findOrSave(tenant, "msisdn", "+1", contact("c" + i, "+1", START)).key()));
    assertThat(keys).hasSize(50).containsOnly(keys.element());
    assertThat(store().search(tenant, List.of(), Integer.MAX_VALUE)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"name, thandi \u00e9LISE, true", "name, Thandi, false", "name, thandi*, true", "name, *\u00e9l*, true",
      "name, *, true", "name, *h*h*, false", "name, '', false", "email_address, *, false", "groups, g2, true",
      "groups, g*, true", "groups, g3, false", "extras-lang, ZU, true", "extras-lang, *u, true", "extras-x, *, false",
      "key, C1, true", "key, c*, true", "msisdn, +27*1, true", "msisdn, ?27821, false", "msisdn, %, false",
      "name, thandi_\u00e9lise, false"})
  void matchesPatterns(String field, String pattern, boolean matches) {
    store().save(tenant, THANDI);
    assertThat(store().search(tenant, List.of(new Condition(field, pattern)), 10)).hasSize(matches ? 1 : 0);
  }

  @Test
  void wantsEveryConditionToHold() {
    store().save(tenant, THANDI);
    Condition name = new Condition("name", "thandi*");
    assertThat(store().search(tenant, List.of(name, new Condition("groups", "g1")), 10)).hasSize(1);
    assertThat(store().search(tenant, List.of(name, new Condition("groups", "g3")), 10)).isEmpty();
  }

  @Test
  void searchesTheNewestFirstUpToTheLimit() {
    store().save(tenant, contact("a", "+1", START));
    store().save(tenant, contact("b", "+1", START.plusSeconds(1)));
    store().save(tenant, contact("c", "+1", START.minusSeconds(1)));
    store().save(stranger, contact("d", "+1", START));
    assertThat(store().search(tenant, List.of(), 2)).extracting(Contact::key).containsExactly("b", "a");
    assertThat(store().search(tenant, List.of(new Condition("msisdn", "+1")), 2)).extracting(Contact::key)
        .containsExactly("b", "a");
    assertThat(store().search(tenant, List.of(), 0)).isEmpty();
  }

  @Test
  @Timeout(10)
  void matchesAHostilePatternInBoundedTime() {
    store().save(tenant, contact("c", "a".repeat(5_000), START));
    assertThat(store().search(tenant, List.of(new Condition("msisdn", "*a".repeat(1_000) + "b")), 10)).isEmpty();
  }

  @Test
  void countsMembersOfAGroup() {
    store().save(tenant, THANDI);
    assertThat(store().countMembers(tenant, "g1")).isEqualTo(1);
    store().update(tenant, "c1", before -> contact("c1", "+1", START));
    assertThat(store().countMembers(tenant, "g1")).isZero();
    assertThat(store().countMembers(stranger, "g1")).isZero();
  }

  @Test
  void givesEveryContactOnceAcrossPages() {
    Samples.atOnce(1_050, i -> store().save(tenant, new Contact("k" + i, START.plusSeconds(i % 7),
        Map.of("msisdn", "+" + i), Map.of("lang", i % 2 == 0 ? "sw" : "SW"), Map.of(), Set.of())));
    store().save(stranger, contact("d", "+1", START));
    assertThat(given(List.of())).hasSize(1_050).doesNotHaveDuplicates();
    assertThat(given(List.of(new Condition("extras-lang", "sw")))).hasSize(1_050).doesNotHaveDuplicates();
    assertThat(given(List.of(new Condition("extras-lang", "s*"), new Condition("msisdn", "+77"))))
        .containsExactly("k77");
    var seen = new ConcurrentLinkedQueue<String>();
    store().each(tenant, List.of(), contact -> seen.add(contact.key()) && seen.size() < 3);
    assertThat(seen).hasSize(3);
  }

  @Test
  void forgetsWhoeverIsRemoved() {
    store().save(tenant, THANDI);
    store().save(stranger, THANDI);
    assertThat(store().remove(tenant, "c1")).isTrue();
    assertThat(store().remove(tenant, "c1")).isFalse();
    assertThat(store().find(tenant, "c1")).isNull();
    assertThat(store().findBy(tenant, "msisdn", "+27821")).isNull();
    assertThat(store().search(tenant, List.of(), 10)).isEmpty();
    assertThat(given(List.of())).isEmpty();
    assertThat(store().countMembers(tenant, "g1")).isZero();
    assertThat(store().find(stranger, "c1")).isEqualTo(THANDI);
  }

  @Test
  void bringsNobodyBackWhoWasRemoved() {
    Contact first = store().findOrSave(tenant, "msisdn", "+1", contact("a", "+1", START));
    store().remove(tenant, first.key());
    Contact second = contact("b", "+1", START.plusSeconds(1));
    assertThat(store().findOrSave(tenant, "msisdn", "+1", second)).isEqualTo(second);
    assertThat(store().search(tenant, List.of(), 10)).containsExactly(second);
  }

  private List<String> given(List<Condition> query) {
    var keys = new ConcurrentLinkedQueue<String>();
    store().each(tenant, query, contact -> keys.add(contact.key()));
    return List.copyOf(keys);
  }

  @Test
  void keepsALoneSurrogate() {
    Contact odd = contact("c", "a\uD83D", START.plus(Duration.ofNanos(1000)));
    store().save(tenant, odd);
    assertThat(store().find(tenant, "c")).isEqualTo(odd);
    assertThat(store().findBy(tenant, "msisdn", "a\uD83D")).isEqualTo(odd);
  }

  private static Contact contact(String key, String msisdn, Instant createdAt) {
    return new Contact(key, createdAt, Map.of("msisdn", msisdn), Map.of(), Map.of(), Set.of());
  }
}
