package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Run;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;

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
