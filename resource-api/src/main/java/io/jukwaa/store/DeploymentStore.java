package io.jukwaa.store;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.resource.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the tenants are, which apps they have and how messages find them. */
public interface DeploymentStore {
  void save(Tenant tenant);

  /** Stores the app as it is now, replacing the one of the same key. */
  void save(App app);

  void save(Channel channel);

  /** Stores another version, which is the tenant's newest from now on; the earlier ones stay. */
  void save(Routing routing);

  @Nullable
  Tenant tenant(String key);

  @Nullable
  App app(String key);

  @Nullable
  Channel channel(String key);

  /** The newest version; null if the tenant has none. */
  @Nullable
  Routing routing(String tenant);

  /** All versions of the tenant, the newest first. */
  List<Routing> routings(String tenant);

  List<Tenant> tenants();

  List<App> apps();

  List<Channel> channels();
}
