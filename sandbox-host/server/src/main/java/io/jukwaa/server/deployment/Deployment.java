package io.jukwaa.server.deployment;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.alerts.OwnAlerts;
import io.jukwaa.server.routing.Desk;
import io.jukwaa.server.routing.Tables;
import io.jukwaa.store.DeploymentStore;
import java.util.List;
import java.util.Map;

/**
 * Tenants, apps and channels that fit together: every app has its tenant, every channel its app or routing.
 *
 * @param routings by tenant, checked; those that are not there have none
 * @param alerts not stored: each host has them from its settings
 */
public record Deployment(List<Tenant> tenants, List<App> apps, List<Channel> channels,
    Map<String, Map<String, ?>> routings, OwnAlerts alerts) {
  public Deployment {
    routings = Map.copyOf(routings);
    tenants = List.copyOf(tenants);
    apps = List.copyOf(apps);
    channels = List.copyOf(channels);
  }

  /** Without routing: each channel leads to its app. */
  public Deployment(List<Tenant> tenants, List<App> apps, List<Channel> channels) {
    this(tenants, apps, channels, Map.of(), OwnAlerts.NONE);
  }

  /** Stores it all, each replacing what has its key; routing is another version if the file's is another. */
  public void saveTo(DeploymentStore store, Tables tables) {
    tenants.forEach(store::save);
    apps.forEach(store::save);
    channels.forEach(store::save);
    channels.stream().filter(channel -> channel.app().isEmpty()).map(Channel::tenant).distinct()
        .forEach(tenant -> store.save(Desk.of(tenant)));
    tenants.forEach(tenant -> tables.saveOfFile(tenant.key(), routings.getOrDefault(tenant.key(), Map.of())));
  }
}
