package io.jukwaa.server.status;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says what comes in by each channel, then hands it on; what a test of ours sent and the network brought back is for
 * nobody else.
 *
 * @param next takes everything but that
 * @param returned takes what is not for an app
 */
public record MonitoredInbound(InboundPort next, Sightings sightings, Returned returned) implements InboundPort {
  /** Knows what tests sent. Thread-safe. */
  public interface Returned {
    /** Whether it may be one of them; returns at once. */
    boolean isLikely(UserMessage message);

    /** Takes one that is; false if it is none after all. Blocks where stores do. */
    boolean take(Channel channel, UserMessage message);
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    sightings.see(channel.key(), Sight.IN, "");
    return next.accept(channel, message, within);
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    sightings.see(channel.key(), Sight.IN, "");
    if (!returned.isLikely(message)) {
      return next.take(channel, message);
    }
    return CompletableFuture.supplyAsync(() -> returned.take(channel, message), Thread::startVirtualThread)
        .thenCompose(taken -> taken ? CompletableFuture.completedStage(null) : next.take(channel, message));
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    switch (receipt.status()) {
      case DELIVERED -> sightings.see(channel.key(), Sight.DELIVERED, "");
      case FAILED -> sightings.see(channel.key(), Sight.UNDELIVERED, String.valueOf(receipt.reason()));
      case PENDING, TAKEN, REFUSED -> {
        // It is not known yet what becomes of the message, or not by a phone.
      }
    }
    return next.report(channel, receipt);
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return next.accept(channel, event);
  }
}
