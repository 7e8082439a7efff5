package io.jukwaa.stores.cassandra;

import io.jukwaa.store.ContactStore;
import io.jukwaa.stores.contract.ContactStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraContactStoreTest extends ContactStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected ContactStore store() {
    return CASSANDRA.stores().contacts();
  }
}
