package io.jukwaa.store;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the tenants are, which apps they have and which channels lead to them. */
public interface DeploymentStore {
  void save(Tenant tenant);

  /** Stores the app as it is now, replacing the one of the same key. */
  void save(App app);

  void save(Channel channel);

  @Nullable
  Tenant tenant(String key);

  @Nullable
  App app(String key);

  @Nullable
  Channel channel(String key);

  List<Tenant> tenants();

  List<App> apps();

  List<Channel> channels();
}
