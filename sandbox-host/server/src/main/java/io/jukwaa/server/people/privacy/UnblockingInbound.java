package io.jukwaa.server.people.privacy;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a text as a sign that the channel's operator passes on what its writer and we say to each other, whatever it said
 * before. That is written down after the text, which does not wait for it. Thread-safe.
 */
public final class UnblockingInbound implements InboundPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnblockingInbound.class);

  private final InboundPort next;
  private final Consents consents;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

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

  /** Waits for what is being written. */
  @Override
  public void close() {
    executor.close();
  }

  /** The text is taken already, so nothing may go wrong here. */
  private void hear(Channel channel, UserMessage message) {
    String address = message.fromAddr();
    try {
      if (address != null) {
        executor.execute(() -> heard(channel, address, message.messageId()));
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("the host stops: that somebody writes again is written down with their next text", e);
    }
  }

  private void heard(Channel channel, String address, String messageId) {
    try {
      consents.heard(channel.tenant(), channel.key(), address, messageId);
    } catch (StoreException e) {
      LOG.warn("that somebody writes again by channel {} was not written down: {}", channel.key(), e.getMessage());
    }
  }
}
