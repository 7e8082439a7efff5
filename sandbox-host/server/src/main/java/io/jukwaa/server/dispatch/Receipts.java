package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Receipt;
import io.jukwaa.store.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Finds out which app a receipt is for. Thread-safe; returns at once. */
record Receipts(Outbox outbox, InstantSource clock, Executor threads, Departures.Teller teller) {
  /** Done when the event, or the receipt on a message that nobody knows yet, is stored. */
  CompletionStage<Void> report(Channel channel, Receipt receipt) {
    return CompletableFuture.supplyAsync(() -> told(channel, receipt), threads).thenCompose(stored -> stored);
  }

  private CompletionStage<Void> told(Channel channel, Receipt receipt) {
    Instant now = clock.instant();
    Outbox.Match match = outbox.match(channel.key(), receipt, now);
    if (match == null) {
      return CompletableFuture.completedStage(null);
    }
    Channel sender = channel.leadingTo(match.app());
    return teller.tell(sender, Reports.told(sender, match.messageId(), receipt, now));
  }
}
