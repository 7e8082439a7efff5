package io.jukwaa.server.deployment;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.util.List;

/** Tenants, apps and channels that fit together: every app has its tenant, every channel its app. */
public record Deployment(List<Tenant> tenants, List<App> apps, List<Channel> channels) {
  public Deployment {
    tenants = List.copyOf(tenants);
    apps = List.copyOf(apps);
    channels = List.copyOf(channels);
  }

  /** Stores it all, each replacing what has its key. */
  public void saveTo(DeploymentStore store) {
    tenants.forEach(store::save);
    apps.forEach(store::save);
    channels.forEach(store::save);
  }
}
