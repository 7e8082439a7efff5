package io.jukwaa.server.people.privacy;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a text as a sign that the channel's operator passes on what its writer and we say to each other, whatever it said
 * before. That is written down after the text, which does not wait for it. Thread-safe.
 */
public final class UnblockingInbound implements InboundPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnblockingInbound.class);

  private static final int MOST_AT_ONCE = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final InboundPort next;
  private final Consents consents;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  /** Stores that are slow must not be asked ever more. */
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  public UnblockingInbound(InboundPort next, Consents consents) {
    this.next = next;
    this.consents = consents;
  }

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    return next.accept(channel, message, within);
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    return next.take(channel, message).thenRun(() -> hear(channel, message));
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    return next.report(channel, receipt);
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return next.accept(channel, event);
  }

  /** Waits a moment for what is being written. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The text is taken already, so nothing may go wrong here; what is left out is made up for by their next text. */
  private void hear(Channel channel, UserMessage message) {
    String address = message.fromAddr();
    if (address == null || isOptOut(message) || !places.tryAcquire()) {
      return;
    }
    try {
      executor.execute(() -> {
        try {
          heard(channel, address, message);
        } finally {
          places.release();
        }
      });
    } catch (RejectedExecutionException e) {
      places.release();
      LOG.debug("the host stops", e);
    }
  }

  /** As Vumi marks what a person wrote to get no more. */
  private static boolean isOptOut(UserMessage message) {
    return message.helperMetadata().get("optout") instanceof Map<?, ?> optOut
        && Boolean.TRUE.equals(optOut.get("optout"));
  }

  private void heard(Channel channel, String address, UserMessage message) {
    try {
      consents.heard(channel.tenant(), channel.key(), address, message);
    } catch (StoreException e) {
      LOG.warn("that somebody writes again by channel {} was not written down: {}", channel.key(), e.getMessage());
    }
  }
}
