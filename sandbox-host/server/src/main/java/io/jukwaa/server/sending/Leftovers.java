package io.jukwaa.server.sending;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.Reports;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Ends what waits for a channel that is served no more, and tells its apps: only a while after its time is over, when a
 * host that has the channel would have done so long ago. One thread; blocks.
 */
final class Leftovers {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final int AT_ONCE = 100;

  private final Outbox outbox;
  private final DeploymentStore deployments;
  private final AppLog appLog;
  private final InstantSource clock;

  Leftovers(Outbox outbox, DeploymentStore deployments, AppLog appLog, InstantSource clock) {
    this.outbox = outbox;
    this.deployments = deployments;
    this.appLog = appLog;
    this.clock = clock;
  }

  /**
   * @param apps told what became of their messages
   * @throws io.jukwaa.store.StoreException if a store is gone; what is left is ended the next time
   */
  void end(String channel, InboundPort apps) {
    Instant now = clock.instant();
    for (Entry entry : outbox.due(channel, now, AT_ONCE)) {
      if (entry.expires().plus(GRACE).isBefore(now)) {
        end(entry, apps, now);
      }
    }
  }

  private void end(Entry entry, InboundPort apps, Instant now) {
    String id = entry.message().messageId();
    App app = deployments.app(entry.app());
    Result result = entry.result();
    if (result == null) {
      result = new Result.Refused("expired: no host has channel " + entry.channel() + " any more");
      outbox.conclude(entry.channel(), id, result, now);
      if (app != null) {
        appLog.append(app, AppLog.WARNING, "message " + id + " is not sent: channel " + entry.channel()
            + " is on no host any more");
      }
    }
    if (app != null) {
      Channel channel = new Channel(entry.channel(), app.tenant(), app.key(), "", Map.of(), Channel.DEFAULT_APOLOGY);
      Attempts.join(apps.accept(channel, event(channel, id, result, now)));
    }
    outbox.settle(entry.channel(), id, now);
  }

  private static MessageEvent event(Channel channel, String messageId, Result result, Instant now) {
    return switch (result) {
      case Result.Sent sent -> Reports.ack(channel, messageId, sent.ids(), now);
      case Result.Refused refused -> Reports.nack(channel, messageId, refused.reason(), now);
    };
  }
}
