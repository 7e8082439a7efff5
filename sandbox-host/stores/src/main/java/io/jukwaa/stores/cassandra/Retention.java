package io.jukwaa.stores.cassandra;

import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.StoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long what tenants' apps receive, send and measure is kept: as each tenant says, else as the installation does.
 * Thread-safe.
 */
final class Retention {
  private final DeploymentStore deployments;
  private final int standard;
  /** While Cassandra is gone the last answer stands. */
  private final Map<String, Integer> known = new ConcurrentHashMap<>();

  /** @param standard seconds, of tenants that say nothing; 0 for ever */
  Retention(DeploymentStore deployments, int standard) {
    this.deployments = deployments;
    this.standard = standard;
  }

  /** Seconds a row of the tenant lives; 0, Cassandra's word for ever. Blocks only if no tenant was asked for lately. */
  int timeToLive(String tenant) {
    try {
      int seconds = seconds(deployments.tenant(tenant));
      known.put(tenant, seconds);
      return seconds;
    } catch (StoreException e) {
      return known.getOrDefault(tenant, standard);
    }
  }

  private int seconds(@Nullable Tenant tenant) {
    return tenant == null || tenant.retentionDays() == 0
        ? standard
        : Math.toIntExact(TimeUnit.DAYS.toSeconds(tenant.retentionDays()));
  }
}
