package io.jukwaa.stores.cassandra;

import io.jukwaa.store.GroupStore;
import io.jukwaa.stores.contract.GroupStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraGroupStoreTest extends GroupStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected GroupStore store() {
    return CASSANDRA.stores().groups();
  }
}
