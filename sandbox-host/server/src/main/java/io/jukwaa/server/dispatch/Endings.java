package io.jukwaa.server.dispatch;

import io.jukwaa.message.Answer;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.status.Sight;
import io.jukwaa.server.status.Sightings;
import io.jukwaa.store.Durability;
import io.jukwaa.store.StoreException;
import org.jspecify.annotations.Nullable;

/** How a message comes to its end: with what its app said, or with what the host says instead. Thread-safe; blocks. */
final class Endings {
  private static final String SILENT = "the app ended without a reply";

  private final Directory directory;
  private final Ledger ledger;
  private final RunReports reports;
  private final HostMetrics metrics;
  private final Turns turns;
  private final Durability durability;
  private final Outward outward;

  /**
   * What lies outside.
   *
   * @param busy what a phone shows whose message is turned away because too many are in progress
   * @param sightings hears how runs for messages ended
   */
  record Outward(String busy, Sightings sightings) {}

  Endings(Directory directory, Ledger ledger, RunReports reports, HostMetrics metrics, Turns turns, Outward outward) {
    this.directory = directory;
    this.ledger = ledger;
    this.reports = reports;
    this.metrics = metrics;
    this.turns = turns;
    this.durability = ledger.durability();
    this.outward = outward;
  }

  /** The phone that waited does not any more. Should its operator ask again all the same, the app is run. */
  void settle(Exchange exchange, App app) {
    if (!ledger.hasAnswer(exchange, app)) {
      String id = exchange.message().messageId();
      reports.failed(app, id, "lost: the host ended, or a store was gone, before there was a reply", "");
      ledger.finish(exchange, app);
    }
  }

  /** The tenant's users wait already: this one sees that, and a gateway that can try again is asked to. */
  void turnAway(Exchange exchange) {
    if (!AppRun.awaitsReply(exchange.message())) {
      throw new BusyException(exchange.channel().tenant());
    }
    App app = directory.appOf(exchange.channel());
    metrics.turnedAway(app.tenant());
    AppRun run = ledger.begin(exchange, app, null);
    if (run != null) {
      run.reply(outward.busy(), "too many messages of this tenant are in progress");
      ledger.finish(exchange, app);
      exchange.complete(new Answer(run.sent(), true), durability);
    }
  }

  /** The app has said what it had to say; other things it asked for, an HTTP request for example, may still go on. */
  void conclude(Exchange exchange, App app, AppRun run, Outcome outcome) {
    if (outcome instanceof Outcome.Lost) {
      turns.checkOpen();
    }
    reports.ran(app, exchange.message().messageId(), outcome, exchange.age());
    if (exchange.isAccepted() && run.refusal() != null) {
      return; // it is run again: what it has said already is not said twice
    }
    String trouble = RunReports.trouble(outcome);
    boolean silent = run.apologizeIfSilent(trouble == null ? SILENT : null);
    if (silent || run.isAwaited()) { // or it was seen when its time was over
      see(exchange, trouble == null && silent ? SILENT : trouble);
    }
    exchange.markEnded();
    ledger.finish(exchange, app);
    exchange.complete(new Answer(run.sent(), true), durability);
  }

  private void see(Exchange exchange, @Nullable String trouble) {
    outward.sightings().see(exchange.channel().key(), trouble == null ? Sight.ANSWERED : Sight.APP_FAILED,
        trouble == null ? "" : trouble);
  }

  /**
   * The operator's patience ends: the phone gets the reply if there is one, else the apology. A message that still waits
   * for those before it is not run any more if its session was closed that way, and is run later if not; one that is not
   * stored yet is refused, and run all the same if it is stored after all.
   */
  void late(Exchange exchange) {
    App app = directory.appOf(exchange.channel());
    AppRun run = exchange.run();
    if (run == null && !AppRun.awaitsReply(exchange.message())) {
      if (!exchange.isAccepted()) { // what stores it now may fail: nobody may hear that it is accepted
        throw new StoreException("message " + exchange.message().messageId()
            + ": not stored before the dead-line (expected: stores that answer)", null);
      }
      exchange.complete(new Answer(ledger.sentFor(exchange, app), false), durability);
      return;
    }
    if (run == null) {
      AppRun begun = ledger.begin(exchange, app, null);
      run = begun == null ? exchange.run() : begun; // its turn may have come at this moment
    }
    if (run != null) {
      if (run.apologizeIfSilent("no reply before the dead-line")) {
        outward.sightings().see(exchange.channel().key(), Sight.LATE, "");
      }
      exchange.complete(new Answer(run.sent(), false), durability);
    }
  }
}
