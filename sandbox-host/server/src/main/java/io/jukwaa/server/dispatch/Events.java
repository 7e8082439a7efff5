package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Lease;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells apps what became of their messages. What is stored is told, if need be by another host, and by one at a time.
 * What a host is told about one message it tells in the order it came; between hosts there is no order. Thread-safe.
 */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  /** So often an app is told when a store refuses what it sends: it cannot be the store. */
  private static final int MOST_ATTEMPTS = 10;

  private final Directory directory;
  private final Ledger ledger;
  private final Turns turns;
  private final Programs programs;
  private final RunReports reports;
  /** Those that wait or run. */
  private final Set<Exchange.Key> present = ConcurrentHashMap.newKeySet();

  Events(Directory directory, Ledger ledger, Turns turns, Programs programs, RunReports reports) {
    this.directory = directory;
    this.ledger = ledger;
    this.turns = turns;
    this.programs = programs;
    this.reports = reports;
  }

  /** Done when the event is stored; the app is told after that. */
  CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    Exchange.Key key = key(channel, event);
    boolean first = present.add(key); // else it is being told, and remains present until it has been
    // Storing does not wait for what is told of the same message: whoever reports is told at once.
    turns.arrival(new Turns.User(channel.app(), "event " + event.about()), () -> {
      boolean begun = false;
      try {
        App app = directory.appOf(channel);
        begun = ledger.messages().appendEvent(app, channel.key(), event) && app.processEvents();
        if (begun) {
          inTurn(channel, event, () -> tell(channel, app, event, 0));
        }
        stored.complete(null);
      } catch (RuntimeException e) { // what may be stored all the same is told when this host looks at what it holds
        stored.completeExceptionally(e);
      } finally {
        if (!begun && first) {
          present.remove(key);
        }
      }
    });
    return stored;
  }

  /** Tells the app what a host that died had taken, unless that one or another has. */
  void resume(Channel channel, App app, MessageEvent event) {
    inTurn(channel, event, () -> {
      turns.untilDone("event " + event.eventId(), () -> {
        ledger.messages().appendEvent(app, channel.key(), event); // it may be in the inbox only
        return true;
      });
      tell(channel, app, event, 1);
    });
  }

  /** Whether this host works on it. */
  boolean isPresent(Exchange.Key key) {
    return present.contains(key);
  }

  private static Exchange.Key key(Channel channel, MessageEvent event) {
    return Exchange.Key.of(new Inbox.Entry(channel.app(), channel.key(), event));
  }

  private void inTurn(Channel channel, MessageEvent event, Runnable work) {
    Exchange.Key key = key(channel, event);
    present.add(key);
    turns.event(channel.app(), event.about(), () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        if (!turns.isClosed()) {
          LOG.error("event {} is not dealt with by this host now", event.eventId(), e);
        }
      } finally {
        present.remove(key);
      }
    });
  }

  /**
   * Gives up only when the host stops: then the next one tells it.
   *
   * @param before how often it may have been told in part
   */
  private void tell(Channel channel, App app, MessageEvent event, int before) {
    Turns.User about = new Turns.User(app.key(), Inbox.Entry.event(event));
    AtomicInteger attempts = new AtomicInteger(before);
    boolean told = false;
    while (!told && !turns.isClosed()) { // another host may be busy with it
      told = turns.untilDone("event " + event.eventId(), () -> turns.locked(about, () -> true,
          lease -> tell(channel, app, event, new Attempt(lease, attempts.incrementAndGet()))));
    }
  }

  private record Attempt(Lease lease, int number) {}

  /** @throws StoreException if a store refuses what the run sends, and it is to be done again */
  private void tell(Channel channel, App app, MessageEvent event, Attempt attempt) {
    if (app.processEvents() && !ledger.messages().isComplete(app, channel.key(), event)) {
      if (attempt.number() > 1) {
        ledger.leave(channel, app, event, Inbox.Entry.event(event));
      }
      AppRun run = ledger.run(channel, app, event, attempt.lease());
      long begun = System.nanoTime();
      Outcome outcome = programs.tell(app, run, event);
      if (outcome instanceof Outcome.Lost) {
        turns.checkOpen();
      }
      reports.ran(app, event.eventId(), outcome, Duration.ofNanos(System.nanoTime() - begun));
      StoreException refusal = run.refusal();
      if (refusal != null && attempt.number() < MOST_ATTEMPTS) {
        throw refusal;
      }
      if (refusal != null) {
        reports.failed(app, event.eventId(), "what it sends is refused: " + refusal.getMessage(), "");
      }
    }
    ledger.messages().complete(app, channel.key(), event);
  }
}
