package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.MetricStore;
import io.jukwaa.store.MetricStore.Aggregator;
import io.jukwaa.store.MetricStore.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MetricStore} does. */
public abstract class MetricStoreContract {
  /** A store without values; the same for all of one test. */
  protected abstract MetricStore store();

  @Test
  void showsTheNewestFirst() {
    Point first = new Point("default", "m", Aggregator.SUM, 1, START);
    Point second = new Point("default", "m", Aggregator.LAST, 2.5, START);
    Point third = new Point("other", "n", Aggregator.AVG, -1, START);
    store().fire("acme", first, 10);
    store().fire("acme", second, 10);
    store().fire("acme", third, 10);
    assertThat(store().latest("acme", 2)).containsExactly(third, second);
    assertThat(store().latest("other", 2)).isEmpty();
  }

  @Test
  void takesNoMoreNamesThanTheTenantMayHave() {
    Point one = new Point("default", "one", Aggregator.SUM, 1, START);
    Point two = new Point("default", "two", Aggregator.SUM, 1, START);
    Point elsewhere = new Point("other", "one", Aggregator.SUM, 1, START);
    assertThat(store().fire("acme", one, 2)).isTrue();
    assertThat(store().fire("acme", two, 2)).isTrue();
    assertThat(store().fire("acme", elsewhere, 2)).isFalse();
    assertThat(store().fire("acme", one, 2)).isTrue();
    assertThat(store().fire("other", elsewhere, 2)).isTrue();
    assertThat(store().latest("acme", 10)).containsExactly(one, two, one);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1.5, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 0.1})
  void keepsAnyNumber(double value) {
    Point point = new Point("default", "m", Aggregator.MAX, value, START);
    store().fire("acme", point, 1);
    assertThat(store().latest("acme", 1)).containsExactly(point);
  }
}
