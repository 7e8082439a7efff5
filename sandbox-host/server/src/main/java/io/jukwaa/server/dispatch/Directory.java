package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Run;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.util.Map;

/** What is deployed, for those who cannot go on without it. Blocks where the store does; thread-safe. */
record Directory(DeploymentStore deployments) {
  /** @throws IllegalStateException if the app is gone */
  App appOf(Channel channel) {
    App app = deployments.app(channel.app());
    if (app == null) {
      throw new IllegalStateException("channel " + channel.key() + " leads to an app that is gone: " + channel.app());
    }
    return app;
  }

  /** The channel as it leads to this app, even if it has come to lead to another, or is gone. */
  Channel channel(String key, App app) {
    Channel channel = deployments.channel(key);
    return channel == null || !channel.tenant().equals(app.tenant())
        ? new Channel(key, app.tenant(), app.key(), "", Map.of(), Channel.DEFAULT_APOLOGY)
        : channel.leadingTo(app.key());
  }

  /** @throws IllegalStateException if the tenant is gone */
  Caller caller(App app, Run run) {
    return new Caller(tenant(app.tenant()), app, run);
  }

  /** How many messages of the channel's tenant may be in progress. */
  int mostInProgress(Channel channel) {
    return tenant(channel.tenant()).limits().queuedMessages();
  }

  private Tenant tenant(String key) {
    Tenant tenant = deployments.tenant(key);
    if (tenant == null) {
      throw new IllegalStateException("tenant that is gone: " + key);
    }
    return tenant;
  }
}
