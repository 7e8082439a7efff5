package io.jukwaa.stores.deployed;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tenants, apps, channels and routing of one engine.
 *
 * @param ofRoutings the newest by the key of its tenant, each by tenant and version too
 */
public record Deployments(Deployed<Tenant> ofTenants, Deployed<App> ofApps, Deployed<Channel> ofChannels,
    Deployed<Routing> ofRoutings)
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

  /** A host that ends in between leaves a version that is not the newest yet. */
  @Override
  public void save(Routing routing) {
    ofRoutings.save(routing.tenant() + ' ' + routing.version(), routing);
    ofRoutings.save(routing.tenant(), routing);
  }

  @Override
  public @Nullable Routing routing(String tenant) {
    return ofRoutings.find(tenant);
  }

  @Override
  public List<Routing> routings(String tenant) {
    return ofRoutings.all().stream().filter(routing -> routing.tenant().equals(tenant)).distinct()
        .sorted(Comparator.comparingInt(Routing::version).reversed()).toList();
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
