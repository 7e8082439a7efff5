package io.jukwaa.stores.deployed;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants, apps and channels of one engine. */
public record Deployments(Deployed<Tenant> ofTenants, Deployed<App> ofApps, Deployed<Channel> ofChannels)
    implements
      DeploymentStore {
  @Override
  public void save(Tenant tenant) {
    ofTenants.save(tenant.key(), tenant);
  }

  @Override
  public void save(App app) {
    ofApps.save(app.key(), app);
  }

  @Override
  public void save(Channel channel) {
    ofChannels.save(channel.key(), channel);
  }

  @Override
  public @Nullable Tenant tenant(String key) {
    return ofTenants.find(key);
  }

  @Override
  public @Nullable App app(String key) {
    return ofApps.find(key);
  }

  @Override
  public @Nullable Channel channel(String key) {
    return ofChannels.find(key);
  }

  @Override
  public List<Tenant> tenants() {
    return ofTenants.all();
  }

  @Override
  public List<App> apps() {
    return ofApps.all();
  }

  @Override
  public List<Channel> channels() {
    return ofChannels.all();
  }
}
