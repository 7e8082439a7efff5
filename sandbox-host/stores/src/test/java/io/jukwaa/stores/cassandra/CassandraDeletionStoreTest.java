package io.jukwaa.stores.cassandra;

import io.jukwaa.store.DeletionStore;
import io.jukwaa.stores.contract.DeletionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraDeletionStoreTest extends DeletionStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected DeletionStore store() {
    return CASSANDRA.stores().deletions();
  }
}
