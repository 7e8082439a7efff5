package io.jukwaa.server.dispatch;

import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Tenant;
import io.jukwaa.sandbox.Delivery;
import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what transports received to the app it is for, and brings back what the app said.
 *
 * <p>A message is in the log before the app sees it; before the phone sees an answer, both are on the disk. Messages of one user of one
 * app go one by one in the order they came; events do not wait for messages. Thread-safe.
 */
public final class Dispatcher implements InboundPort, AutoCloseable {
  private final DeploymentStore deployments;
  private final MessageLog messages;
  private final AppLog appLog;
  private final UsageStore usage;
  private final Durability durability;
  private final HostMetrics metrics;
  private final Sandbox sandbox;
  private final Supplier<Stamp> stamps;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("dead-lines").factory());
  private final Mailboxes mailboxes = new Mailboxes(executor);
  private final Crowd crowd = new Crowd();
  private final String busy;

  private record User(String app, String address) {}

  private record Event(String app, String id) {}

  /** What the dispatcher keeps things in. */
  public record Stores(DeploymentStore deployments, MessageLog messages, AppLog appLog, UsageStore usage,
      Durability durability) {}

  /**
   * @param stamps makes fresh ids and tells the time
   * @param busy what a phone shows whose message is turned away because too many are in progress
   */
  public Dispatcher(Stores stores, Sandbox sandbox, HostMetrics metrics, Supplier<Stamp> stamps, String busy) {
    this.deployments = stores.deployments();
    this.messages = stores.messages();
    this.appLog = stores.appLog();
    this.usage = stores.usage();
    this.durability = stores.durability();
    this.sandbox = sandbox;
    this.metrics = metrics;
    this.stamps = stamps;
    this.busy = busy;
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    Exchange exchange = new Exchange(channel, message);
    String tenant = channel.tenant();
    if (!crowd.enter(tenant, tenant(tenant).limits().queuedMessages())) {
      executor.execute(() -> exchange.failing(() -> turnAway(exchange)));
      return exchange.answer();
    }
    mailboxes.put(user(exchange), () -> {
      try {
        exchange.failing(() -> answer(exchange));
      } finally {
        crowd.leave(tenant);
      }
    });
    Future<?> deadLine = clock.schedule(() -> executor.execute(() -> exchange.failing(() -> late(exchange))),
        within.toMillis(), TimeUnit.MILLISECONDS);
    return exchange.answer().whenComplete((_, _) -> deadLine.cancel(false));
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    mailboxes.put(new Event(channel.app(), String.valueOf(event.userMessageId())), () -> {
      try {
        App app = appOf(channel);
        messages.appendEvent(app, event);
        stored.complete(null);
        if (app.processEvents()) {
          runEvent(channel, app, event);
        }
      } catch (RuntimeException e) {
        stored.completeExceptionally(e);
      }
    });
    return stored;
  }

  /** How many users have a message in progress. */
  public int active() {
    return mailboxes.active();
  }

  /** Takes no more work; what has begun goes on. */
  @Override
  public void close() {
    clock.shutdownNow();
    executor.shutdown();
  }

  private void answer(Exchange exchange) {
    App app = appOf(exchange.channel());
    AppRun run = begin(exchange, app);
    if (run == null) {
      return;
    }
    sandbox.run(new Caller(tenantOf(app), app, run),
        Delivery.message(java.util.Objects.requireNonNull(run.inbound()).json()),
        outcome -> conclude(exchange, app, run, outcome));
  }

  /** The tenant's users wait already: this one sees that, and a gateway that can try again is asked to. */
  private void turnAway(Exchange exchange) {
    if (!AppRun.awaitsReply(exchange.message())) {
      throw new BusyException(exchange.channel().tenant());
    }
    App app = appOf(exchange.channel());
    metrics.turnedAway(app.tenant());
    UserMessage prepared = GoMetadata.added(exchange.message(), app);
    if (!messages.appendInbound(app, exchange.channel().key(), prepared)) {
      // A repetition is none too many: it waits for what the first one is answered with.
      mailboxes.put(user(exchange), () -> exchange.failing(() -> answer(exchange)));
      return;
    }
    AppRun run = run(exchange, app, prepared);
    run.reply(busy, "too many messages of this tenant are in progress");
    messages.complete(app, prepared.messageId());
    exchange.complete(new Answer(run.sent(), true), durability);
  }

  private static User user(Exchange exchange) {
    String address = exchange.message().fromAddr();
    return new User(exchange.channel().app(), address == null ? exchange.message().messageId() : address);
  }

  /** The app has said what it had to say; other things it asked for, an HTTP request for example, may still go on. */
  private void conclude(Exchange exchange, App app, AppRun run, Outcome outcome) {
    report(app, exchange.message().messageId(), outcome, exchange.age());
    run.apologizeIfSilent(outcome instanceof Outcome.Completed ? "the app ended without a reply" : null);
    messages.complete(app, exchange.message().messageId());
    exchange.complete(new Answer(run.sent(), true), durability);
  }

  /** Stores the message and claims its run; null if there is nothing to run, and the exchange has its answer. */
  private @Nullable AppRun begin(Exchange exchange, App app) {
    UserMessage prepared = GoMetadata.added(exchange.message(), app);
    String id = prepared.messageId();
    if (!messages.appendInbound(app, exchange.channel().key(), prepared)) {
      java.util.List<UserMessage> stored = messages.sentFor(app, id);
      if (!stored.isEmpty() || messages.isComplete(app, id)) {
        exchange.complete(new Answer(stored, true), durability);
        return null;
      }
    }
    AppRun run = run(exchange, app, prepared);
    return exchange.claim(run) ? run : null;
  }

  private AppRun run(Exchange exchange, App app, UserMessage prepared) {
    return new AppRun(new AppRun.Place(exchange.channel(), app, messages, appLog), prepared, stamps);
  }

  /**
   * The operator's patience ends: the phone gets the reply if there is one, else the apology. A message that still waits
   * for those before it is not run any more if its session was closed that way, and is stored and run later if not.
   */
  private void late(Exchange exchange) {
    App app = appOf(exchange.channel());
    AppRun run = exchange.run();
    if (run == null && !AppRun.awaitsReply(exchange.message())) {
      messages.appendInbound(app, exchange.channel().key(), GoMetadata.added(exchange.message(), app));
      exchange.complete(new Answer(messages.sentFor(app, exchange.message().messageId()), false), durability);
      return;
    }
    if (run == null) {
      run = begin(exchange, app);
    }
    if (run != null) {
      run.apologizeIfSilent("no reply before the dead-line");
      exchange.complete(new Answer(run.sent(), false), durability);
    }
  }

  private void runEvent(Channel channel, App app, MessageEvent event) {
    AppRun run = new AppRun(new AppRun.Place(channel, app, messages, appLog), null, stamps);
    long begun = System.nanoTime();
    Outcome outcome = sandbox.run(new Caller(tenantOf(app), app, run), Delivery.event(event.json()));
    report(app, event.eventId(), outcome, Duration.ofNanos(System.nanoTime() - begun));
  }

  private void report(App app, String id, Outcome outcome, Duration took) {
    metrics.ran(app.tenant(), outcome, took);
    if (!(outcome instanceof Outcome.NotRun)) {
      record(app, outcome);
    }
    switch (outcome) {
      case Outcome.Completed _ -> {
        // Nothing to tell.
      }
      case Outcome.Failed failed -> log(app, id, failed.message(), failed.stack());
      case Outcome.Stopped stopped -> log(app, id, "stopped: " + stopped.limit(), "");
      case Outcome.Killed killed -> log(app, id, "stopped with its worker: " + killed.limit(), "");
      case Outcome.Lost lost -> log(app, id, "lost: " + lost.reason(), "");
      case Outcome.NotRun not -> log(app, id, "not run: " + not.reason(), "");
    }
  }

  private void record(App app, Outcome outcome) {
    boolean stopped = outcome instanceof Outcome.Stopped || outcome instanceof Outcome.Killed;
    Usage used = outcome.usage();
    Instant now = stamps.get().time();
    usage.add(app.tenant(), now, new UsageStore.Hour(now, 1, stopped ? 1 : 0, used.cpuNanos(), used.allocatedBytes(),
        used.requests(), used.outputBytes()));
  }

  private void log(App app, String id, String message, String stack) {
    appLog.append(app, AppLog.ERROR, "message " + id + ": " + message + (stack.isEmpty() ? "" : "\n" + stack));
  }

  private App appOf(Channel channel) {
    App app = deployments.app(channel.app());
    if (app == null) {
      throw new IllegalStateException("channel " + channel.key() + " leads to an app that is gone: " + channel.app());
    }
    return app;
  }

  private Tenant tenantOf(App app) {
    return tenant(app.tenant());
  }

  private Tenant tenant(String key) {
    Tenant tenant = deployments.tenant(key);
    if (tenant == null) {
      throw new IllegalStateException("tenant that is gone: " + key);
    }
    return tenant;
  }
}
