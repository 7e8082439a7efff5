package io.jukwaa.server.sending;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.status.Sight;
import io.jukwaa.server.status.Sightings;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written down of sending by one channel: in the apps' logs what went wrong, in the host's when a channel stops
 * and goes on, and figures. Thread-safe.
 */
final class Diary {
  private static final Logger LOG = LoggerFactory.getLogger(Diary.class);

  private final Channel channel;
  private final DeploymentStore deployments;
  private final AppLog appLog;
  private final HostMetrics metrics;
  private final Sightings sightings;
  private boolean stopped;

  Diary(Channel channel, DeploymentStore deployments, AppLog appLog, HostMetrics metrics, Sightings sightings) {
    this.channel = channel;
    this.deployments = deployments;
    this.appLog = appLog;
    this.metrics = metrics;
    this.sightings = sightings;
  }

  /** The operator took a message. */
  void accepted() {
    metrics.submitted(channel.key(), "accepted");
    sightings.see(channel.key(), Sight.TAKEN, "");
    if (changed(false)) {
      note(channel.app(), AppLog.INFO, "channel " + channel.key() + ": messages leave again");
      LOG.info("channel {}: messages leave again", channel.key());
    }
  }

  /** A message never will leave. */
  void refused(Outbox.Entry entry, String reason) {
    metrics.submitted(channel.key(), "refused");
    sightings.see(channel.key(), Sight.REFUSED, reason);
    note(entry.app(), AppLog.WARNING,
        "message " + entry.message().messageId() + " is not sent by " + channel.key() + ": " + reason);
  }

  /** A message did not leave this time. */
  void failed(Outbox.Entry entry, String reason, Duration pause) {
    metrics.submitted(channel.key(), "failed");
    sightings.see(channel.key(), Sight.FAILED, reason);
    note(entry.app(), AppLog.INFO, "message " + entry.message().messageId() + " did not leave by " + channel.key()
        + ", attempt " + (entry.attempts() + 1) + ", the next in " + text(pause) + ": " + reason);
  }

  /** No message leaves at present. Said once until one does again. */
  void unavailable(String reason, Duration pause) {
    metrics.submitted(channel.key(), "unavailable");
    sightings.see(channel.key(), Sight.UNAVAILABLE, reason);
    if (changed(true)) {
      sightings.see(channel.key(), Sight.STOPPED, reason);
      String text = "channel " + channel.key() + ": no message leaves, tried again in " + text(pause) + ": " + reason;
      note(channel.app(), AppLog.WARNING, text);
      LOG.warn(text);
    }
  }

  private synchronized boolean changed(boolean nowStopped) {
    boolean before = stopped;
    stopped = nowStopped;
    return before != nowStopped;
  }

  /** What is not written must not change what is done. */
  private void note(String appKey, int level, String text) {
    try {
      App app = deployments.app(appKey);
      if (app != null) {
        appLog.append(app, level, text);
      }
    } catch (StoreException e) {
      LOG.warn("{} (not in the app's log: {})", text, e.getMessage());
    }
  }

  private static String text(Duration pause) {
    return pause.toMillis() < 1_000 ? pause.toMillis() + " ms" : pause.toSeconds() + " s";
  }
}
