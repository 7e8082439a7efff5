package io.jukwaa.server.clients;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hears what became of parcels, of which nobody is told: who would be is who did not get them. */
record NobodyInbound() implements InboundPort {
  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    return CompletableFuture.completedStage(new Answer(List.of(), true));
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return CompletableFuture.completedStage(null);
  }
}
