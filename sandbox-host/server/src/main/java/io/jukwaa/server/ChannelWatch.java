package io.jukwaa.server;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.resource.App;
import io.jukwaa.server.alerts.AlertPlan;
import io.jukwaa.server.alerts.Alerts;
import io.jukwaa.server.alerts.Couriers;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.http.ChannelRoutes;
import io.jukwaa.server.junebug.JunebugApp;
import io.jukwaa.server.looptest.LoopTests;
import io.jukwaa.server.routing.Desk;
import io.jukwaa.server.status.ChannelMonitor;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.server.status.MonitoredInbound;
import io.jukwaa.server.status.Sight;
import io.jukwaa.server.status.Sightings;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.Transports;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What a host has to see how its channels are: each part of it, wired. Thread-safe. */
final class ChannelWatch {
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

  private final Stores stores;
  private final ChannelMonitor monitor;
  private final AlertPlan plan;
  private final ChannelReports reports;
  private final LoopTests tests;
  private final Map<String, URI> statusUrls = new HashMap<>();
  private final InstantSource clock;
  /** Until when what is turned away by a channel is not noted again. */
  private final Map<String, Instant> notes = new ConcurrentHashMap<>();

  ChannelWatch(Host.Plan plan, Stores stores, Transports transports, ChannelMonitor monitor, InstantSource clock) {
    this.stores = stores;
    this.monitor = monitor;
    this.clock = clock;
    this.plan = new AlertPlan(plan.settings().alerts(), plan.settings().mail(), plan.deployment().alerts());
    this.reports = new ChannelReports(plan.deployment().channels(), this.plan::thresholds, transports,
        stores.reports().channelStatus(), stores.conversations().outbox(), clock);
    for (App app : plan.deployment().apps()) {
      JunebugApp owner = JunebugApp.of(app);
      if (owner != null && owner.statusUrl() != null) {
        statusUrls.put(app.key(), URI.create(owner.statusUrl()));
      }
    }
    this.tests = new LoopTests(reports, new LoopTests.Surroundings(stores.deployments(),
        stores.reports().channelStatus(), transports, Host::stamp, clock));
  }

  ChannelReports reports() {
    return reports;
  }

  Sightings sightings() {
    return monitor;
  }

  HostProgram program() {
    return tests.program();
  }

  /** Sees what comes in, and keeps back what tests sent. */
  InboundPort inbound(InboundPort next) {
    return new MonitoredInbound(next, monitor, tests.returned());
  }

  /** Requests that are refused stand in the app's log too. */
  TransportContext.Refusals refusals() {
    return (channel, reason) -> {
      monitor.see(channel.key(), Sight.TURNED_AWAY, reason);
      if (isNoted(channel)) {
        Thread.startVirtualThread(() -> note(channel, reason));
      }
    };
  }

  ChannelRoutes routes(Postings postings, InboundPort inbound) {
    return new ChannelRoutes(reports,
        (channel, wish) -> tests.test(channel, wish, postings, inbound));
  }

  /** Begins to tell people of trouble. */
  void alert(Vertx vertx, Closing closing) {
    Couriers couriers = closing.add(new Couriers(plan, vertx, closing.add(new OperatorClient(vertx)), statusUrls));
    closing.add(Alerts.of(plan, reports,
        new Alerts.Place(stores.reports().channelStatus(), stores.conversations().locks(), clock), couriers)).start();
  }

  /** Whoever asks for nonsense again and again does not fill the log. */
  private boolean isNoted(Channel channel) {
    Instant now = clock.instant();
    Instant next = now.plus(BETWEEN_NOTES);
    return next.equals(notes.compute(channel.key(), (_, until) -> until == null || !until.isAfter(now) ? next : until));
  }

  private void note(Channel channel, String reason) {
    try {
      App app = channel.app().isEmpty()
          ? Desk.of(channel.tenant())
          : Objects.requireNonNull(stores.deployments().app(channel.app()));
      stores.reports().log().append(app, AppLog.WARNING, "channel " + channel.key()
          + ": a request of the operator is turned away: " + reason);
    } catch (StoreException _) {
      // It is counted all the same.
    }
  }
}
