package io.jukwaa.server.sending;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears events, unless its stores are gone. */
final class Told implements InboundPort {
  final List<MessageEvent> events = new CopyOnWriteArrayList<>();
  final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  volatile boolean gone;

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    if (gone) {
      return CompletableFuture.failedFuture(new StoreException("gone", null));
    }
    events.add(event);
    return CompletableFuture.allOf();
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    throw new IllegalStateException("nothing comes in");
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    throw new IllegalStateException("nothing comes in");
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    receipts.add(receipt);
    return CompletableFuture.allOf();
  }
}
