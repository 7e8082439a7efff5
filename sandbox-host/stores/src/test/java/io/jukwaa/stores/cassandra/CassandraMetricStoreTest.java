package io.jukwaa.stores.cassandra;

import io.jukwaa.store.MetricStore;
import io.jukwaa.stores.contract.MetricStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraMetricStoreTest extends MetricStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected MetricStore store() {
    return CASSANDRA.stores().metrics();
  }
}
