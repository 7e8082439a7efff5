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
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.server.status.Sightings;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Availability;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UsageStore;
import io.jukwaa.store.UserLocks;
import io.jukwaa.transports.Transports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private final Programs programs;
  private final Departures departures;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("dead-lines").factory());
  private final Turns turns;
  private final RunReports reports;
  /** Messages that wait or run. */
  private final Crowd crowd = new Crowd();
  /** Messages that wait or run. */
  private final Map<Exchange.Key, Exchange> present = new ConcurrentHashMap<>();
  private final Events events;
  private final Endings endings;
  private final Receipts receipts;
  private final Claims claims;

  /** What the dispatcher keeps things in. */
  public record Stores(DeploymentStore deployments, Messages messages, Reports reports, Durability durability,
      Availability availability) {}

  public record Messages(MessageLog log, Inbox inbox, Outbox outbox, UserLocks locks) {}

  public record Reports(AppLog appLog, UsageStore usage) {}

  /**
   * What is around it.
   *
   * @param outlets the key of the channel that an app's endpoint leads to; null if there is none
   * @param wake told of a channel that has something to send
   * @param stamps makes fresh ids and tells the time
   * @param busy what a phone shows whose message is turned away because too many are in progress
   * @param programs those of apps that no sandbox runs
   * @param refused why a message that is no reply does not leave by a channel to an address; null if it may
   * @param sightings hears how runs for messages ended
   * @param precedence of phones, before what apps write to many
   */
  public record Outside(Transports transports, BiFunction<App, String, @Nullable String> outlets, Consumer<String> wake,
      InstantSource clock, Supplier<Stamp> stamps,
      String busy, List<HostProgram> programs, BiFunction<Channel, String, @Nullable String> refused,
      Sightings sightings,
      Precedence precedence) {}

  public Dispatcher(Stores stores, Sandbox sandbox, HostMetrics metrics, Outside outside) {
    this.directory = new Directory(stores.deployments());
    this.departures = new Departures(new Routes(stores.deployments(), outside.transports(), outside.outlets()),
        stores.messages().outbox(), stores.reports().appLog(), outside.clock(),
        new Departures.Outward(outside.wake(), this::accept, outside.refused(), outside.precedence()));
    this.ledger = new Ledger(stores.messages().log(), stores.reports().appLog(), departures, stores.durability(),
        outside.stamps());
    this.inbox = stores.messages().inbox();
    this.turns = new Turns(stores.messages().locks());
    this.durability = stores.durability();
    this.availability = stores.availability();
    this.programs = new Programs(directory, sandbox, outside.programs());
    this.reports = new RunReports(metrics, stores.reports().usage(), stores.reports().appLog(), outside.stamps());
    this.events = new Events(directory, ledger, turns, programs, reports);
    this.endings = new Endings(directory, ledger, reports, metrics, turns,
        new Endings.Outward(outside.busy(), outside.sightings()));
    this.receipts = new Receipts(stores.messages().outbox(), outside.clock(), turns::aside, this::accept);
    this.claims = new Claims(inbox, key -> present.containsKey(key) || events.isPresent(key), this::resume);
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    String trouble = availability.trouble();
    if (trouble != null) {
      return CompletableFuture.failedFuture(new StoreException(trouble, null));
    }
    Exchange exchange = begin(new Exchange(channel, message));
    Future<?> deadLine = clock.schedule(() -> turns.aside(() -> exchange.failing(() -> endings.late(exchange))),
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
    return receipts.report(channel, receipt).thenCompose(_ -> durability.flushed());
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

  /** What sends for apps whose program is the host, outside of their runs. */
  public Postings postings() {
    return new Postings(directory, ledger.messages(), departures, durability);
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
    Channel channel = directory.channel(entry.channel(), app);
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
        endings.turnAway(exchange);
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
      endings.settle(exchange, app);
    } else {
      run(exchange, app, lease);
    }
    if (exchange.isAccepted()) {
      durability.flush();
    }
  }

  private void run(Exchange exchange, App app, Lease lease) {
    if (exchange.isAccepted()) {
      exchange.abandon();
    }
    if (exchange.isRepeated()) {
      ledger.leave(exchange.channel(), app, exchange.message(), exchange.message().messageId());
    }
    AppRun run = ledger.begin(exchange, app, lease);
    if (run == null) {
      if (AppRun.awaitsReply(exchange.message())) { // its dead-line has passed; the apology is perhaps not stored
        exchange.awaitAnswer();
        endings.settle(exchange, app);
      }
      return;
    }
    programs.run(app, run, outcome -> endings.conclude(exchange, app, run, outcome));
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

  private static Turns.User user(Exchange exchange) {
    String address = exchange.message().fromAddr();
    return new Turns.User(exchange.channel().app(), address == null ? exchange.message().messageId() : address);
  }
}
