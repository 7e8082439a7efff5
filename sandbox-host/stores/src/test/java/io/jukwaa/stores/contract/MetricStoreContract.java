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
  private final String tenant = Samples.fresh("acme");
  private final String stranger = Samples.fresh("stranger");

  /** The same for all of one test. */
  protected abstract MetricStore store();

  @Test
  void showsTheNewestFirst() {
    Point first = new Point("default", "m", Aggregator.SUM, 1, START);
    Point second = new Point("default", "m", Aggregator.LAST, 2.5, START);
    Point third = new Point("other", "n", Aggregator.AVG, -1, START);
    store().fire(tenant, first, 10);
    store().fire(tenant, second, 10);
    store().fire(tenant, third, 10);
    assertThat(store().latest(tenant, 2)).containsExactly(third, second);
    assertThat(store().latest(stranger, 2)).isEmpty();
  }

  @Test
  void takesNoMoreNamesThanTheTenantMayHave() {
    Point one = new Point("default", "one", Aggregator.SUM, 1, START);
    Point two = new Point("default", "two", Aggregator.SUM, 1, START);
    Point elsewhere = new Point("other", "one", Aggregator.SUM, 1, START);
    assertThat(store().fire(tenant, one, 2)).isTrue();
    assertThat(store().fire(tenant, two, 2)).isTrue();
    assertThat(store().fire(tenant, elsewhere, 2)).isFalse();
    assertThat(store().fire(tenant, one, 2)).isTrue();
    assertThat(store().fire(stranger, elsewhere, 2)).isTrue();
    assertThat(store().latest(tenant, 10)).containsExactly(one, two, one);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1.5, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 0.1})
  void keepsAnyNumber(double value) {
    Point point = new Point("default", "m", Aggregator.MAX, value, START);
    store().fire(tenant, point, 1);
    assertThat(store().latest(tenant, 1)).containsExactly(point);
  }
}
