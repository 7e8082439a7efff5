package io.jukwaa.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resource.CommandException;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.store.KeyValueStore.Increment;
import io.jukwaa.store.KeyValueStore.Write;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyValueStore} does. */
public abstract class KeyValueStoreContract {
  private static final String TENANT = "acme";
  private static final int MANY = 10_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  protected final SettableClock clock = new SettableClock();

  /** A store without records that tells the time by {@link #clock}; the same for all of one test. */
  protected abstract KeyValueStore store();

  @Test
  void returnsWhatWasPut() {
    assertThat(store().put(TENANT, "k", "{\"a\":[1,null]}", null, MANY)).isEqualTo(new Write(true, true, 1));
    assertThat(store().get(TENANT, "k")).isEqualTo("{\"a\":[1,null]}");
  }

  @Test
  void replacesValueAndExpiry() {
    store().put(TENANT, "k", "1", MINUTE, MANY);
    assertThat(store().put(TENANT, "k", "2", null, MANY)).isEqualTo(new Write(true, false, 1));
    clock.advance(MINUTE);
    assertThat(store().get(TENANT, "k")).isEqualTo("2");
  }

  @Test
  void hasNothingForAnUnknownKey() {
    assertThat(store().get(TENANT, "k")).isNull();
    assertThat(store().delete(TENANT, "k")).isFalse();
  }

  @Test
  void deletesOnce() {
    store().put(TENANT, "k", "1", null, MANY);
    assertThat(store().delete(TENANT, "k")).isTrue();
    assertThat(store().delete(TENANT, "k")).isFalse();
    assertThat(store().get(TENANT, "k")).isNull();
  }

  @Test
  void keepsTenantsApart() {
    store().put("a", "b:c", "1", null, MANY);
    store().put("a:b", "c", "2", null, MANY);
    assertThat(store().get("a", "b:c")).isEqualTo("1");
    assertThat(store().get("a:b", "c")).isEqualTo("2");
    assertThat(store().put("a", "d", "3", null, MANY).keys()).isEqualTo(2);
  }

  @Test
  void forgetsAtTheExpiry() {
    store().put(TENANT, "k", "1", MINUTE, MANY);
    clock.advance(MINUTE.minusNanos(1000));
    assertThat(store().get(TENANT, "k")).isEqualTo("1");
    clock.advance(Duration.ofNanos(1000));
    assertThat(store().get(TENANT, "k")).isNull();
    assertThat(store().list(TENANT, 10)).isEmpty();
    assertThat(store().delete(TENANT, "k")).isFalse();
  }

  @Test
  void keepsForEverWithAZeroExpiry() {
    store().put(TENANT, "k", "1", Duration.ZERO, MANY);
    clock.advance(Duration.ofDays(10_000));
    assertThat(store().get(TENANT, "k")).isEqualTo("1");
  }

  @Test
  void createsAgainAfterTheExpiry() {
    store().put(TENANT, "k", "1", MINUTE, MANY);
    clock.advance(MINUTE);
    assertThat(store().put(TENANT, "k", "2", null, MANY)).isEqualTo(new Write(true, true, 1));
  }

  @Test
  void refusesTheKeyThatWouldReachTheLimit() {
    store().put(TENANT, "a", "1", null, 3);
    store().put(TENANT, "b", "1", null, 3);
    assertThat(store().put(TENANT, "c", "1", null, 3)).isEqualTo(new Write(false, false, 2));
    assertThat(store().increment(TENANT, "c", 1, 3).write()).isEqualTo(new Write(false, false, 2));
    assertThat(store().get(TENANT, "c")).isNull();
  }

  @Test
  void replacesAtTheLimit() {
    store().put(TENANT, "a", "1", null, 2);
    assertThat(store().put(TENANT, "a", "2", null, 2)).isEqualTo(new Write(true, false, 1));
    assertThat(store().increment(TENANT, "a", 1, 2)).isEqualTo(new Increment(new Write(true, false, 1), 3));
  }

  @Test
  void countsLiveKeysOnly() {
    store().put(TENANT, "a", "1", MINUTE, 3);
    store().put(TENANT, "b", "1", null, 3);
    clock.advance(MINUTE);
    assertThat(store().put(TENANT, "c", "1", null, 3)).isEqualTo(new Write(true, true, 2));
    store().delete(TENANT, "b");
    assertThat(store().increment(TENANT, "d", 1, 3).write()).isEqualTo(new Write(true, true, 2));
  }

  @Test
  void incrementsFromZero() {
    assertThat(store().increment(TENANT, "n", 5, MANY)).isEqualTo(new Increment(new Write(true, true, 1), 5));
    assertThat(store().increment(TENANT, "n", -7, MANY)).isEqualTo(new Increment(new Write(true, false, 1), -2));
    assertThat(store().get(TENANT, "n")).isEqualTo("-2");
  }

  @Test
  void incrementsWhatWasPutAndKeepsItsExpiry() {
    store().put(TENANT, "n", "41", MINUTE, MANY);
    assertThat(store().increment(TENANT, "n", 1, MANY).value()).isEqualTo(42);
    clock.advance(MINUTE);
    assertThat(store().increment(TENANT, "n", 1, MANY)).isEqualTo(new Increment(new Write(true, true, 1), 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"5\"", "5.0", "null", "{}", "1e3", "9223372036854775808", "true"})
  void refusesToIncrementAnythingButAWholeNumber(String json) {
    store().put(TENANT, "n", json, null, MANY);
    assertThatThrownBy(() -> store().increment(TENANT, "n", 1, MANY)).isInstanceOf(CommandException.class)
        .hasMessage("value is not an integer or out of range");
    assertThat(store().get(TENANT, "n")).isEqualTo(json);
  }

  @Test
  void refusesToIncrementBeyond64Bits() {
    store().put(TENANT, "n", Long.toString(Long.MAX_VALUE), null, MANY);
    assertThatThrownBy(() -> store().increment(TENANT, "n", 1, MANY)).isInstanceOf(CommandException.class)
        .hasMessage("increment or decrement would overflow");
    assertThat(store().get(TENANT, "n")).isEqualTo(Long.toString(Long.MAX_VALUE));
  }

  @Test
  void listsInOrderOfKeys() {
    store().put(TENANT, "b", "2", null, MANY);
    store().put(TENANT, "a", "1", null, MANY);
    store().put(TENANT, "c", "3", null, MANY);
    store().put("other", "a", "9", null, MANY);
    assertThat(store().list(TENANT, 2)).containsExactly(java.util.Map.entry("a", "1"), java.util.Map.entry("b", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "a\0b", "a\0c", "\uD83D\uDE00", "é", "a'; drop table record; --", "%"})
  void takesAnyKey(String key) {
    store().put(TENANT, "a", "0", null, MANY);
    store().put(TENANT, key, "1", null, MANY);
    assertThat(store().get(TENANT, key)).isEqualTo("1");
    assertThat(store().get(TENANT, "a")).isEqualTo("0");
    assertThat(store().list(TENANT, 10)).containsOnlyKeys("a", key);
  }

  @Test
  void keepsALoneSurrogateInAValue() {
    store().put(TENANT, "k", "\"a\uD83Db\uDE00\uD83D\uDE00\"", null, MANY);
    assertThat(store().get(TENANT, "k")).isEqualTo("\"a\\ud83db\\ude00\uD83D\uDE00\"");
  }

  @Test
  void findsAKeyWithALoneSurrogateAgain() {
    store().put(TENANT, "a\uD83D", "1", null, MANY);
    assertThat(store().get(TENANT, "a\uD83D")).isEqualTo("1");
    assertThat(store().list(TENANT, 10)).containsOnlyKeys("a\uFFFD");
    assertThat(store().delete(TENANT, "a\uD83D")).isTrue();
  }

  @Test
  void losesNoIncrementOfManyAtOnce() {
    Samples.atOnce(100, i -> store().increment(TENANT, "n", 1, MANY));
    assertThat(store().get(TENANT, "n")).isEqualTo("100");
  }

  @Test
  void neverOvershootsTheLimitWhenManyWriteAtOnce() {
    Samples.atOnce(100, i -> {
      store().put(TENANT, "k" + i, "1", null, 11);
      store().increment(TENANT, "n" + i, 1, 11);
      store().delete(TENANT, "k" + i);
      store().put(TENANT, "k" + i, "1", null, 11);
    });
    assertThat(store().list(TENANT, MANY)).hasSize(10);
    assertThat(store().put(TENANT, "more", "1", null, 11)).isEqualTo(new Write(false, false, 10));
  }

  /** More than any engine clears away at once. */
  @Test
  void countsExactlyWhenManyHaveExpiredAtOnce() {
    IntStream.range(0, 1_500).forEach(i -> store().put(TENANT, "k" + i, "1", MINUTE, MANY));
    store().put(TENANT, "stays", "1", null, MANY);
    clock.advance(MINUTE);
    assertThat(store().put(TENANT, "new", "1", null, 4)).isEqualTo(new Write(true, true, 2));
    assertThat(store().increment(TENANT, "k1499", 1, 4)).isEqualTo(new Increment(new Write(true, true, 3), 1));
    assertThat(store().delete(TENANT, "k1498")).isFalse();
    assertThat(store().put(TENANT, "more", "1", null, 4)).isEqualTo(new Write(false, false, 3));
    assertThat(store().list(TENANT, MANY)).containsOnlyKeys("k1499", "new", "stays");
  }

  @Test
  void losesTheOldExpiryWithTheOldRecord() {
    store().put(TENANT, "a", "1", MINUTE, MANY);
    store().put(TENANT, "b", "1", MINUTE, MANY);
    store().delete(TENANT, "a");
    store().increment(TENANT, "a", 1, MANY);
    clock.advance(MINUTE);
    store().increment(TENANT, "b", 1, MANY);
    clock.advance(Duration.ofDays(1));
    assertThat(store().list(TENANT, MANY)).isEqualTo(java.util.Map.of("a", "1", "b", "1"));
  }

  @Test
  void listsMoreThanOnePage() {
    IntStream.range(0, 2_500).forEach(i -> store().put(TENANT, String.format("k%04d", i), "" + i,
        i % 2 == 0 ? MINUTE : null, MANY));
    clock.advance(MINUTE);
    assertThat(store().list(TENANT, MANY)).hasSize(1_250);
    assertThat(store().list(TENANT, 1_100).keySet()).hasSize(1_100).first().isEqualTo("k0001");
    assertThat(store().list(TENANT, 1_100).keySet()).last().isEqualTo("k2199");
  }

  @Test
  void incrementsExactlyWhereADoubleWouldNot() {
    store().put(TENANT, "n", "9007199254740993", null, MANY);
    assertThat(store().increment(TENANT, "n", 2, MANY).value()).isEqualTo(9_007_199_254_740_995L);
    assertThat(store().increment(TENANT, "low", Long.MIN_VALUE, MANY).value()).isEqualTo(Long.MIN_VALUE);
    assertThat(store().get(TENANT, "low")).isEqualTo(Long.toString(Long.MIN_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "}", "{", "a}b", "{a}", "a:b", "%", "é"})
  void takesAnyTenant(String tenant) {
    store().put(tenant, "k", "1", null, MANY);
    store().put("a", "k", "2", null, MANY);
    assertThat(store().get(tenant, "k")).isEqualTo("1");
    assertThat(store().list(tenant, MANY)).containsOnlyKeys("k");
    assertThat(store().put(tenant, "l", "3", null, MANY).keys()).isEqualTo(2);
  }

  @Test
  void keepsALongValue() {
    String json = "\"" + "\uD83D\uDE00é\u0000".repeat(50_000) + "\"";
    store().put(TENANT, "k", json, null, MANY);
    assertThat(store().get(TENANT, "k")).isEqualTo(json);
  }
}
