package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.Delivery;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.store.Inbox;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells apps what became of their messages: what is known of one message in the order it came, and once it is stored
 * until it is done, if need be by another host. Thread-safe.
 */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final Directory directory;
  private final Ledger ledger;
  private final Turns turns;
  private final Sandbox sandbox;
  private final RunReports reports;
  /** Those that wait or run. */
  private final Set<Exchange.Key> present = ConcurrentHashMap.newKeySet();

  Events(Directory directory, Ledger ledger, Turns turns, Sandbox sandbox, RunReports reports) {
    this.directory = directory;
    this.ledger = ledger;
    this.turns = turns;
    this.sandbox = sandbox;
    this.reports = reports;
  }

  /** Done when the event is stored; the app is told after that. */
  CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    inTurn(channel, event, () -> {
      try {
        App app = directory.appOf(channel);
        boolean fresh = ledger.messages().appendEvent(app, channel.key(), event);
        stored.complete(null);
        if (fresh && app.processEvents()) {
          tell(channel, app, event);
        }
      } catch (RuntimeException e) {
        stored.completeExceptionally(e);
        throw e;
      }
    });
    return stored;
  }

  /** Tells the app what a host that died had stored, unless that one or another has. */
  void resume(Channel channel, App app, MessageEvent event) {
    inTurn(channel, event, () -> {
      if (ledger.messages().isComplete(app, channel.key(), event)) {
        ledger.messages().complete(app, channel.key(), event);
      } else {
        tell(channel, app, event);
      }
    });
  }

  /** Whether this host works on it. */
  boolean isPresent(Exchange.Key key) {
    return present.contains(key);
  }

  private void inTurn(Channel channel, MessageEvent event, Runnable work) {
    Exchange.Key key = Exchange.Key.of(new Inbox.Entry(channel.app(), channel.key(), event));
    present.add(key);
    turns.event(channel.app(), event.about(), () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        if (!turns.isClosed()) {
          LOG.warn("event {} is not dealt with by this host now: {}", event.eventId(), e.getMessage(), e);
        }
      } finally {
        present.remove(key);
      }
    });
  }

  /** What the host cut off, or a store refused to take, is to be told again. */
  private void tell(Channel channel, App app, MessageEvent event) {
    turns.checkOpen();
    AppRun run = ledger.run(channel, app, event, null);
    long begun = System.nanoTime();
    Outcome outcome = sandbox.run(directory.caller(app, run), Delivery.event(event.json()));
    if (outcome instanceof Outcome.Lost) {
      turns.checkOpen();
    }
    reports.ran(app, event.eventId(), outcome, Duration.ofNanos(System.nanoTime() - begun));
    if (run.refusal() == null) {
      ledger.messages().complete(app, channel.key(), event);
    }
  }
}
