package io.jukwaa.server.dispatch;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Lease;
import io.jukwaa.sandbox.Delivery;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Availability;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UsageStore;
import io.jukwaa.store.UserLocks;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what transports received to the app it is for, and brings back what the app said.
 *
 * <p>A message is in the log before the app sees it; before the phone sees an answer, both are on the disk. Messages of
 * one user of one app go one by one, in the order they came, on however many hosts; events do not wait for messages.
 * Thread-safe.
 *
 * <p>A message that no phone waits for is in the log as soon as it came, and run sooner or later, if need be by another
 * host ({@link #resume}). One that a phone waits for is stored when its turn comes, and what a dead host left of it
 * is a failure: the operator asks again, or the session is over.
 */
public final class Dispatcher implements InboundPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  /** So often a text is run whose messages a store refuses: it cannot be the store. */
  private static final int MOST_REFUSALS = 10;
  private static final Duration BETWEEN_CLAIMS = Duration.ofSeconds(2);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

  private final Directory directory;
  private final Ledger ledger;
  private final Inbox inbox;
  private final Durability durability;
  private final Availability availability;
  private final HostMetrics metrics;
  private final Sandbox sandbox;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("dead-lines").factory());
  private final Turns turns;
  private final RunReports reports;
  private final Crowd crowd = new Crowd();
  /** Messages that wait or run. */
  private final Map<Exchange.Key, Exchange> present = new ConcurrentHashMap<>();
  private final Events events;
  private final Claims claims;
  private final String busy;

  /** What the dispatcher keeps things in. */
  public record Stores(DeploymentStore deployments, Messages messages, Reports reports, Durability durability,
      Availability availability) {}

  public record Messages(MessageLog log, Inbox inbox, UserLocks locks) {}

  public record Reports(AppLog appLog, UsageStore usage) {}

  /**
   * @param stamps makes fresh ids and tells the time
   * @param busy what a phone shows whose message is turned away because too many are in progress
   */
  public Dispatcher(Stores stores, Sandbox sandbox, HostMetrics metrics, Supplier<Stamp> stamps, String busy) {
    this.directory = new Directory(stores.deployments());
    this.ledger = new Ledger(stores.messages().log(), stores.reports().appLog(), stores.durability(), stamps);
    this.inbox = stores.messages().inbox();
    this.turns = new Turns(stores.messages().locks());
    this.durability = stores.durability();
    this.availability = stores.availability();
    this.sandbox = sandbox;
    this.metrics = metrics;
    this.reports = new RunReports(metrics, stores.reports().usage(), stores.reports().appLog(), stamps);
    this.events = new Events(directory, ledger, turns, sandbox, reports);
    this.claims = new Claims(inbox, key -> present.containsKey(key) || events.isPresent(key), this::resume);
    this.busy = busy;
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    String trouble = availability.trouble();
    if (trouble != null) {
      return CompletableFuture.failedFuture(new StoreException(trouble, null));
    }
    Exchange exchange = begin(new Exchange(channel, message));
    Future<?> deadLine = clock.schedule(() -> turns.aside(() -> exchange.failing(() -> late(exchange))),
        within.toMillis(), TimeUnit.MILLISECONDS);
    return exchange.answer().copy().whenComplete((_, _) -> deadLine.cancel(false));
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    String trouble = availability.trouble();
    if (trouble != null) {
      return CompletableFuture.failedFuture(new StoreException(trouble, null));
    }
    return begin(new Exchange(channel, message)).taken().copy()
        .orTimeout(TAKEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS).thenCompose(_ -> durability.flushed());
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return events.accept(channel, event);
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Takes over, now and as long as it is open, what was accepted by a host that died and is not run to its end: what no
   * phone waits for is run, before anything that is accepted later from the same user. Blocks until all there is now
   * waits its turn.
   */
  public void resume() {
    claim();
    var _ = clock.scheduleWithFixedDelay(() -> turns.aside(this::claimIfPossible), BETWEEN_CLAIMS.toMillis(),
        BETWEEN_CLAIMS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many users have a message in progress. */
  public int active() {
    return turns.active();
  }

  /** Takes nothing over any more and waits until everything that was accepted is run, but no longer than this. */
  public void drain(Duration atMost) {
    clock.shutdown();
    if (!turns.awaitIdle(atMost)) {
      LOG.warn(
          "{} users have a message in progress after {}; what no phone waits for is run when a host takes it over",
          active(), atMost);
    }
  }

  /** Takes no more work. What is not run to its end yet may go on, but is not said to have failed if it is cut off. */
  @Override
  public void close() {
    clock.shutdownNow();
    turns.close();
  }

  /** One run, one answer, however often the operator asks. */
  private Exchange begin(Exchange fresh) {
    Exchange exchange = present.compute(fresh.key(),
        (_, before) -> before == null || before.answer().isCompletedExceptionally() ? fresh : before);
    if (exchange == fresh) {
      turns.arrival(user(exchange), () -> arrive(exchange));
    }
    return exchange;
  }

  private void claimIfPossible() {
    try {
      claim();
    } catch (StoreException e) {
      LOG.debug("nothing is taken over: {}", e.getMessage());
    }
  }

  private void claim() {
    int taken = claims.take();
    claims.remember();
    if (taken > 0) {
      LOG.info("{} messages and events were accepted and not run to their end when a host ended", taken);
    }
  }

  private void resume(Inbox.Entry entry) {
    App app = directory.deployments().app(entry.app());
    if (app == null) {
      LOG.warn("{} is for an app that is gone: {}", entry.id(), entry.app());
      return;
    }
    Channel channel = new Channel(entry.channel(), app.tenant(), app.key(), "", Map.of(), Channel.DEFAULT_APOLOGY);
    switch (entry.received()) {
      case MessageEvent event -> events.resume(channel, app, event);
      case UserMessage message -> resume(new Exchange(channel, message), app);
    }
  }

  private void resume(Exchange exchange, App app) {
    exchange.accept();
    present.putIfAbsent(exchange.key(), exchange);
    crowd.enter(app.tenant(), Integer.MAX_VALUE);
    enqueue(exchange);
  }

  private void arrive(Exchange exchange) {
    exchange.failing(() -> {
      if (!crowd.enter(exchange.channel().tenant(), directory.mostInProgress(exchange.channel()))) {
        turnAway(exchange);
        present.remove(exchange.key(), exchange);
        return;
      }
      try {
        store(exchange);
        enqueue(exchange);
      } catch (RuntimeException e) {
        leave(exchange); // not accepted: the operator asks again
        throw e;
      }
    });
    if (exchange.answer().isCompletedExceptionally() && !exchange.isAccepted()) {
      present.remove(exchange.key(), exchange);
    }
  }

  /** A message that no phone waits for is stored before its turn comes. */
  private void store(Exchange exchange) {
    if (!AppRun.awaitsReply(exchange.message())) {
      App app = directory.appOf(exchange.channel());
      ledger.store(exchange, app);
      exchange.accept();
    }
  }

  private void enqueue(Exchange exchange) {
    turns.turn(user(exchange), () -> {
      boolean done = attempt(exchange);
      if (done) {
        leave(exchange);
      }
      return done;
    });
  }

  /** False if it is not the message's turn yet. */
  private boolean attempt(Exchange exchange) {
    try {
      return turn(exchange);
    } catch (RuntimeException e) {
      exchange.fail(e);
      if (exchange.isAccepted() && !turns.isClosed()) {
        LOG.error("message {} is not run to its end by this host", exchange.message().messageId(), e);
      }
      return true;
    }
  }

  /** False if it is not the message's turn yet. */
  private boolean turn(Exchange exchange) {
    BooleanSupplier work = () -> turns.locked(user(exchange), () -> isNext(exchange), lease -> answer(exchange, lease));
    if (!exchange.isAccepted()) {
      try {
        return work.getAsBoolean();
      } catch (StoreException e) {
        exchange.fail(e);
        exchange.accept(); // what became of it is still to be written down
      }
    }
    return turns.untilDone("message " + exchange.message().messageId(), work);
  }

  /** A phone that waits goes first: its user has heard the last reply. */
  private boolean isNext(Exchange exchange) {
    return AppRun.awaitsReply(exchange.message())
        || inbox.isNext(exchange.channel().app(), exchange.channel().key(), exchange.message());
  }

  private void leave(Exchange exchange) {
    present.remove(exchange.key(), exchange);
    crowd.leave(exchange.channel().tenant());
  }

  private void answer(Exchange exchange, Lease lease) {
    App app = directory.appOf(exchange.channel());
    if (exchange.isEnded()) { // and the store refused to hear of it
      ledger.finish(exchange, app);
    } else if (exchange.isAccepted() && AppRun.awaitsReply(exchange.message())) {
      settle(exchange, app);
    } else {
      run(exchange, app, lease);
    }
    if (exchange.isAccepted()) {
      durability.flush();
    }
  }

  /** The phone that waited does not any more. Should its operator ask again all the same, the app is run. */
  private void settle(Exchange exchange, App app) {
    if (!ledger.hasAnswer(exchange, app)) {
      String id = exchange.message().messageId();
      reports.failed(app, id, "lost: the host ended, or a store was gone, before there was a reply", "");
      ledger.finish(exchange, app);
    }
  }

  private void run(Exchange exchange, App app, Lease lease) {
    if (exchange.isAccepted()) {
      exchange.abandon();
    }
    AppRun run = ledger.begin(exchange, app, lease);
    if (run == null) {
      if (AppRun.awaitsReply(exchange.message())) { // its dead-line has passed; the apology is perhaps not stored
        exchange.awaitAnswer();
        settle(exchange, app);
      }
      return;
    }
    sandbox.run(directory.caller(app, run), Delivery.message(Objects.requireNonNull(run.inbound()).json()),
        outcome -> conclude(exchange, app, run, outcome));
    StoreException refusal = run.refusal();
    if (refusal == null || exchange.isEnded()) {
      return;
    }
    if (exchange.isRefusedAgain(MOST_REFUSALS)) {
      reports.failed(app, exchange.message().messageId(), "what it sends is refused: " + refusal.getMessage(), "");
      ledger.finish(exchange, app);
      return;
    }
    throw refusal;
  }

  /** The tenant's users wait already: this one sees that, and a gateway that can try again is asked to. */
  private void turnAway(Exchange exchange) {
    if (!AppRun.awaitsReply(exchange.message())) {
      throw new BusyException(exchange.channel().tenant());
    }
    App app = directory.appOf(exchange.channel());
    metrics.turnedAway(app.tenant());
    AppRun run = ledger.begin(exchange, app, null);
    if (run != null) {
      run.reply(busy, "too many messages of this tenant are in progress");
      ledger.finish(exchange, app);
      exchange.complete(new Answer(run.sent(), true), durability);
    }
  }

  private static Turns.User user(Exchange exchange) {
    String address = exchange.message().fromAddr();
    return new Turns.User(exchange.channel().app(), address == null ? exchange.message().messageId() : address);
  }

  /** The app has said what it had to say; other things it asked for, an HTTP request for example, may still go on. */
  private void conclude(Exchange exchange, App app, AppRun run, Outcome outcome) {
    if (outcome instanceof Outcome.Lost) {
      turns.checkOpen();
    }
    reports.ran(app, exchange.message().messageId(), outcome, exchange.age());
    if (exchange.isAccepted() && run.refusal() != null) {
      return; // it is run again: what it has said already is not said twice
    }
    run.apologizeIfSilent(outcome instanceof Outcome.Completed ? "the app ended without a reply" : null);
    exchange.markEnded();
    ledger.finish(exchange, app);
    exchange.complete(new Answer(run.sent(), true), durability);
  }

  /**
   * The operator's patience ends: the phone gets the reply if there is one, else the apology. A message that still waits
   * for those before it is not run any more if its session was closed that way, and is run later if not; one that is not
   * stored yet is refused, and run all the same if it is stored after all.
   */
  private void late(Exchange exchange) {
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
      run.apologizeIfSilent("no reply before the dead-line");
      exchange.complete(new Answer(run.sent(), false), durability);
    }
  }
}
