package io.jukwaa.stores.cassandra;

import io.jukwaa.store.ConsentStore;
import io.jukwaa.stores.contract.ConsentStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraConsentStoreTest extends ConsentStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected ConsentStore store() {
    return CASSANDRA.stores().consents();
  }
}
