package io.jukwaa.server.routing;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Availability;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * Leads what comes in to the app that it is for, or to the tenant's {@link Desk}, and then goes on as {@link InboundPort}
 * says. Messages of one user by one channel find their ways one after the other, in the order they came. Thread-safe.
 */
public final class RoutedInbound implements InboundPort, AutoCloseable {
  private final Tables tables;
  private final Stores stores;
  private final Memory memory;
  private final String unclaimed;
  private final InboundPort next;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Mailboxes mailboxes = new Mailboxes(executor);

  /** What ways depend on, and what is looked up for them. */
  public record Stores(DeploymentStore deployments, SessionStore sessions, MessageLog messages, GroupMembers members,
      AppLog appLog, Availability availability) {}

  private record Place(String channel, String address) {}

  /**
   * @param unclaimed what a session is told that nothing claims, unless its tenant has words of its own
   * @param next takes messages by channels that lead to their apps
   */
  public RoutedInbound(Tables tables, Stores stores, InstantSource clock, String unclaimed, InboundPort next) {
    this.tables = tables;
    this.stores = stores;
    this.memory = new Memory(stores.sessions(), clock);
    this.unclaimed = unclaimed;
    this.next = next;
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    long begun = System.nanoTime();
    return routed(channel, message,
        (leading, noted) -> next.accept(leading, noted, within.minusNanos(System.nanoTime() - begun)));
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    return routed(channel, message, next::take);
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    return next.report(channel, receipt);
  }

  /** The event goes to the app that sent the message it is about. */
  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return CompletableFuture.supplyAsync(() -> channel.leadingTo(sender(channel, event.about())), executor)
        .thenCompose(leading -> next.accept(leading, event));
  }

  /** Waits until everything that came has found its way, but no longer than this. */
  public void drain(Duration atMost) {
    mailboxes.awaitIdle(atMost);
  }

  @Override
  public void close() {
    executor.shutdown();
  }

  /** Where a message would go now. Changes nothing. */
  Decision explain(Channel channel, UserMessage message) {
    Table table = tables.of(channel.tenant());
    return decide(table, new Question(channel, message, before(table, channel, message)));
  }

  private <T> CompletionStage<T> routed(Channel channel, UserMessage message,
      BiFunction<Channel, UserMessage, CompletionStage<T>> then) {
    String trouble = stores.availability().trouble();
    if (trouble != null) {
      return CompletableFuture.failedFuture(new StoreException(trouble, null));
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    String address = Objects.requireNonNullElse(message.fromAddr(), message.messageId());
    mailboxes.put(new Place(channel.key(), address), () -> {
      try {
        lead(channel, message, then).whenComplete((result, failure) -> {
          if (failure == null) {
            done.complete(result);
          } else {
            done.completeExceptionally(failure);
          }
        });
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  private <T> CompletionStage<T> lead(Channel channel, UserMessage message,
      BiFunction<Channel, UserMessage, CompletionStage<T>> then) {
    Table table = tables.of(channel.tenant());
    if (table.isEmpty() && !channel.app().isEmpty()) {
      return then.apply(channel, message);
    }
    Decision.Position before = before(table, channel, message);
    Decision decision = decide(table, new Question(channel, message, before));
    String address = message.fromAddr();
    if (address != null && remembers(table, channel, message) && !decision.remember().isZero()) {
      memory.keep(channel.key(), address, message.messageId(),
          new Memory.Move(before, decision.after(), decision.remember()));
    }
    String app = decision.destination() instanceof Decision.Destination.ToApp to
        ? to.app()
        : Desk.key(channel.tenant());
    if (isUnheard(decision)) {
      stores.appLog().append(Desk.of(channel.tenant()), AppLog.WARNING, "message " + message.messageId()
          + " by channel " + channel.key() + " is claimed by nothing, and not answered");
    }
    return then.apply(channel.leadingTo(app), Desk.noted(message, table, decision));
  }

  private Decision decide(Table table, Question question) {
    return new Walk(table, question, stores.members(), unclaimed).decision();
  }

  private Decision.Position before(Table table, Channel channel, UserMessage message) {
    String address = message.fromAddr();
    return address == null || !remembers(table, channel, message)
        ? new Decision.Position.Nowhere()
        : memory.before(channel.key(), address, message.messageId());
  }

  /** A channel that leads straight to an app needs no memory. */
  private static boolean remembers(Table table, Channel channel, UserMessage message) {
    String start = table.start(channel.key(), message.endpoint());
    return start != null && table.routers().containsKey(start);
  }

  private static boolean isUnheard(Decision decision) {
    return decision.destination() instanceof Decision.Destination.Said said && said.text() == null;
  }

  /** Of those who may have sent by the channel. */
  private String sender(Channel channel, String messageId) {
    String owner = channel.app().isEmpty() ? Desk.key(channel.tenant()) : channel.app();
    Set<String> reachable = tables.of(channel.tenant()).reachable(channel.key());
    List<String> others = stores.deployments().apps().stream()
        .filter(app -> app.tenant().equals(channel.tenant()) && !app.key().equals(owner))
        .filter(app -> reachable.contains(app.key()) || tables.mayHaveSent(app, channel.key()))
        .map(App::key).toList();
    return others.isEmpty() || sent(owner, messageId)
        ? owner
        : others.stream().filter(app -> sent(app, messageId)).findFirst().orElse(owner);
  }

  private boolean sent(String key, String messageId) {
    App app = stores.deployments().app(key);
    return app != null && stores.messages().find(app, Direction.OUTBOUND, messageId) != null;
  }
}
