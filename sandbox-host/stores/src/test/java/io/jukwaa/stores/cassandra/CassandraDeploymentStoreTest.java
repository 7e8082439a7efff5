package io.jukwaa.stores.cassandra;

import io.jukwaa.store.DeploymentStore;
import io.jukwaa.stores.contract.DeploymentStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraDeploymentStoreTest extends DeploymentStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  /** The only store that lists what all tenants have. */
  @AfterEach
  void empty() {
    CASSANDRA.session().execute("truncate deployed");
    CASSANDRA.session().execute("truncate deployed_key");
    CASSANDRA.clock().advance(CassandraDeployed.BELIEVED);
  }

  @Override
  protected DeploymentStore store() {
    return CASSANDRA.stores().deployments();
  }
}
