package io.jukwaa.stores.cassandra;

import io.jukwaa.store.DeploymentStore;
import io.jukwaa.stores.contract.DeploymentStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraDeploymentStoreTest extends DeploymentStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected DeploymentStore store() {
    return CASSANDRA.stores().deployments();
  }
}
