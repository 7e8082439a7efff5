package io.jukwaa.transports;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An inbound port whose app follows a script. Keeps the port's promises on seen ids and missing replies. */
public final class ScriptedPort implements InboundPort {
  /** What the app answers; null content means that it says nothing. */
  public record Line(@Nullable String content, boolean close, boolean complete) {
    public static Line ask(String content) {
      return new Line(content, false, true);
    }

    public static Line end(String content) {
      return new Line(content, true, true);
    }
  }

  /** Decides on a line now or later. */
  @FunctionalInterface
  public interface App {
    CompletionStage<Line> answer(UserMessage message);
  }

  public final List<UserMessage> ran = new CopyOnWriteArrayList<>();
  public final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  public final LinkedBlockingQueue<MessageEvent> events = new LinkedBlockingQueue<>();
  public volatile App app = message -> CompletableFuture.completedStage(Line.ask("ok"));
  public volatile boolean storing = true;
  /** How often something was not stored. */
  public final AtomicInteger refused = new AtomicInteger();
  private final Semaphore handOvers = new Semaphore(0);
  private final Map<String, CompletionStage<Answer>> answers = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    if (!storing) {
      return full();
    }
    handOvers.release();
    return answers.computeIfAbsent(channel.key() + "/" + message.messageId(), id -> {
      ran.add(message);
      return app.answer(message).thenApply(line -> answer(channel, message, line));
    });
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    return accept(channel, message, Duration.ZERO).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    if (!storing) {
      return full();
    }
    receipts.add(receipt);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    if (!storing) {
      return full();
    }
    events.add(event);
    return CompletableFuture.completedStage(null);
  }

  /** Waits until so many messages came in since the start or the last wait, repeated ones counted. */
  public void awaitHandOvers(int count) throws InterruptedException {
    if (!handOvers.tryAcquire(count, 20, TimeUnit.SECONDS)) {
      throw new AssertionError("hand-overs: " + handOvers.availablePermits() + " (expected: " + count + ")");
    }
  }

  private <T> CompletionStage<T> full() {
    refused.incrementAndGet();
    return CompletableFuture.failedStage(new IllegalStateException("disk full at /var/lib/secret"));
  }

  private static Answer answer(Channel channel, UserMessage message, Line line) {
    List<UserMessage> sent = new ArrayList<>();
    Stamp stamp = new Stamp("reply-to-" + message.messageId(), Instant.EPOCH);
    if (line.content() != null) {
      sent.add(message.reply(line.content(), line.close() ? SessionEvent.CLOSE : SessionEvent.NONE, stamp));
    } else if (message.sessionEvent() != SessionEvent.CLOSE) {
      sent.add(message.reply(channel.apology(), SessionEvent.CLOSE, stamp));
    }
    return new Answer(sent, line.complete());
  }
}
