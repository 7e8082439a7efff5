package io.jukwaa.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.DeploymentStore;
import io.jukwaa.stores.contract.DeploymentStoreContract;
import io.jukwaa.stores.contract.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraDeploymentStoreTest extends DeploymentStoreContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  /** The only store that lists what all tenants have. */
  @AfterEach
  void empty() {
    CASSANDRA.session().execute("truncate deployed");
    CASSANDRA.session().execute("truncate deployed_key");
    CASSANDRA.session().execute("insert into deployed_version (one, version) values ('deployed', now())");
    CASSANDRA.clock().advance(Duration.ofHours(1));
  }

  @Test
  void asksForOneRowOfAllNowAndThen() {
    store().save(Samples.app("a"));
    store().app("a");
    long before = CASSANDRA.stores().calls();
    for (int times = 0; times < 20; times++) {
      CASSANDRA.clock().advance(DeployedVersion.BELIEVED.dividedBy(10));
      assertThat(store().app("a")).isNotNull();
    }
    assertThat(CASSANDRA.stores().calls() - before).isBetween(1L, 2L);
  }

  @Test
  void seesWhatAnotherHostDeploys() throws Exception {
    try (CassandraStores other = CassandraStores.open(RealCassandra.get().sharedSettings(), CASSANDRA.clock())) {
      assertThat(store().app("a")).isNull();
      other.deployments().save(Samples.app("a"));
      CASSANDRA.clock().advance(Duration.ofSeconds(10));
      assertThat(store().app("a")).isEqualTo(Samples.app("a"));
    }
  }

  @Override
  protected DeploymentStore store() {
    return CASSANDRA.stores().deployments();
  }
}
