package io.jukwaa.stores.cassandra;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants, apps and channels; what another host deploys is seen within a second. */
final class CassandraDeploymentStore implements DeploymentStore {
  private final Deployed<Tenant> tenants;
  private final Deployed<App> apps;
  private final Deployed<Channel> channels;

  CassandraDeploymentStore(Cql cql, InstantSource clock) {
    tenants = new Deployed<>(cql, "tenant", Tenant.class, clock);
    apps = new Deployed<>(cql, "app", App.class, clock);
    channels = new Deployed<>(cql, "channel", Channel.class, clock);
  }

  @Override
  public void save(Tenant tenant) {
    tenants.save(tenant.key(), tenant);
  }

  @Override
  public void save(App app) {
    apps.save(app.key(), app);
  }

  @Override
  public void save(Channel channel) {
    channels.save(channel.key(), channel);
  }

  @Override
  public @Nullable Tenant tenant(String key) {
    return tenants.find(key);
  }

  @Override
  public @Nullable App app(String key) {
    return apps.find(key);
  }

  @Override
  public @Nullable Channel channel(String key) {
    return channels.find(key);
  }

  @Override
  public List<Tenant> tenants() {
    return tenants.all();
  }

  @Override
  public List<App> apps() {
    return apps.all();
  }

  @Override
  public List<Channel> channels() {
    return channels.all();
  }
}
