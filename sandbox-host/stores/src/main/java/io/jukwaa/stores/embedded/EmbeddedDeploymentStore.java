package io.jukwaa.stores.embedded;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants, apps and channels: few, asked for at every message, so all of them are also held in memory. */
final class EmbeddedDeploymentStore implements DeploymentStore {
  private final Deployed<Tenant> tenants;
  private final Deployed<App> apps;
  private final Deployed<Channel> channels;

  EmbeddedDeploymentStore(EmbeddedDatabase database) {
    tenants = new Deployed<>(database, "tenant", Tenant.class);
    apps = new Deployed<>(database, "app", App.class);
    channels = new Deployed<>(database, "channel", Channel.class);
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
