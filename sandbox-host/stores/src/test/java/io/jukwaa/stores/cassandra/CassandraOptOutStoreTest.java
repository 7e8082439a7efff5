package io.jukwaa.stores.cassandra;

import io.jukwaa.store.OptOutStore;
import io.jukwaa.stores.contract.OptOutStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraOptOutStoreTest extends OptOutStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected OptOutStore store() {
    return CASSANDRA.stores().optOuts();
  }
}
