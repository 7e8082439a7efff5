package io.jukwaa.server.sending;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.server.dispatch.Reports;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Result;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with one message of a channel: the operator is asked, what it says is written down, then the app is told.
 * A host that ends in between leaves the rest to the next. Thread-safe; blocks.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  /** Whoever has got it by then has got it often enough: nobody knows of a message that failed whether it was taken. */
  private static final int MOST_ATTEMPTS = 8;

  private final Channel channel;
  private final Pace pace;
  private final Sender sender;
  private final Place place;
  private final CountDownLatch stopped;
  private final AtomicLong accepted = new AtomicLong();
  private final Stumbles stumbles = new Stumbles();

  /**
   * Where messages are found, and what became of them is said.
   *
   * @param blocked told of an address that the operator never will take a message to, and of the message's id
   * @param handedOn as {@link io.jukwaa.transports.SendingTransport#handsOn} says
   */
  record Place(Outbox outbox, InboundPort apps, InstantSource clock, Diary diary, BiConsumer<String, String> blocked,
      boolean handedOn) {}

  /** @param stopped open as long as the host runs */
  Attempts(Channel channel, Pace pace, Sender sender, Place place, CountDownLatch stopped) {
    this.channel = channel;
    this.pace = pace;
    this.sender = sender;
    this.place = place;
    this.stopped = stopped;
  }

  /**
   * Takes the message as far as it goes now.
   *
   * @param answered told once the operator was asked and has answered: what follows concerns us only
   * @return what keeps every message of the channel back; null if nothing does
   * @throws StoreException if a store is gone; the message is given again
   */
  Submission.@Nullable Unavailable of(Entry entry, Runnable answered) {
    Result result = entry.result();
    if (result != null) {
      settle(entry, result);
      return null;
    }
    if (!place.clock().instant().isBefore(entry.expires())) {
      refuse(entry, "expired: not sent within " + pace.expiry().toHours() + " hours");
      return null;
    }
    Submission said = submitted(entry);
    answered.run();
    return switch (said) {
      case Submission.Accepted it -> accept(entry, it);
      case Submission.Refused it -> refuse(entry, it.reason());
      case Submission.Blocked it -> block(entry, it.reason());
      case Submission.Failed it -> postpone(entry, it.reason());
      case Submission.Unavailable it -> blame(entry, it);
    };
  }

  Stumbles stumbles() {
    return stumbles;
  }

  /** How many messages the operator has taken so far. */
  long accepted() {
    return accepted.get();
  }

  private Submission.@Nullable Unavailable accept(Entry entry, Submission.Accepted taken) {
    accepted.incrementAndGet();
    writeDown(entry, new Result.Sent(taken.ids()));
    place.diary().accepted();
    settle(entry, new Result.Sent(taken.ids()));
    return null;
  }

  /** It may be about the message and not about the channel. */
  private Submission.Unavailable blame(Entry entry, Submission.Unavailable said) {
    if (!said.whateverMessage()) {
      stumbles.blame(entry.message().messageId(), System.nanoTime());
    }
    return said;
  }

  private Submission submitted(Entry entry) {
    try {
      return sender.send(entry.message());
    } catch (RuntimeException e) { // a mistake of ours must not stop the channel
      LOG.error("message {} could not be given to channel {}", entry.message().messageId(), channel.key(), e);
      return new Submission.Failed("something went wrong here");
    }
  }

  private Submission.@Nullable Unavailable postpone(Entry entry, String reason) {
    if (entry.attempts() + 1 >= MOST_ATTEMPTS) {
      return refuse(entry, "failed " + MOST_ATTEMPTS + " times: " + reason);
    }
    Duration pause = Backoff.MESSAGE.after(entry.attempts());
    place.outbox().postpone(channel.key(), entry.message().messageId(), place.clock().instant().plus(pause));
    place.diary().failed(entry, reason, pause);
    return null;
  }

  /** First it is known whom not to write to: were it the other way round, a host that ends in between would lose it. */
  private Submission.@Nullable Unavailable block(Entry entry, String reason) {
    String address = entry.message().toAddr();
    if (address != null) {
      place.blocked().accept(address, entry.message().messageId());
    }
    return refuse(entry, "blocked: " + reason);
  }

  private Submission.@Nullable Unavailable refuse(Entry entry, String reason) {
    writeDown(entry, new Result.Refused(reason));
    place.diary().refused(entry, reason);
    settle(entry, new Result.Refused(reason));
    return null;
  }

  /** The operator has the message: as long as the stores do not know, nothing else matters. */
  private void writeDown(Entry entry, Result result) {
    while (true) {
      try {
        place.outbox().conclude(channel.key(), entry.message().messageId(), result, place.clock().instant());
        stumbles.forget(entry.message().messageId());
        return;
      } catch (StoreException e) {
        if (ended()) {
          LOG.error("what became of message {} of channel {} is not written down; it may be sent again",
              entry.message().messageId(), channel.key(), e);
          throw e;
        }
      }
    }
  }

  private void settle(Entry entry, Result result) {
    Channel own = channel.leadingTo(entry.app());
    String id = entry.message().messageId();
    switch (result) {
      case Result.Sent sent -> {
        if (place.handedOn() || told(Reports.ack(own, id, sent.ids(), place.clock().instant()), own)) {
          sent.ids().forEach(this::reportEarly);
        }
      }
      case Result.Refused refused -> told(Reports.nack(own, id, refused.reason(), place.clock().instant()), own);
    }
    place.outbox().settle(channel.key(), id, place.clock().instant());
  }

  /** False if there is nobody to tell. */
  private boolean told(MessageEvent event, Channel own) {
    try {
      join(place.apps().accept(own, event));
      return true;
    } catch (IllegalStateException e) {
      LOG.warn("nobody is told of a message of channel {}: {}", channel.key(), e.getMessage());
      return false;
    }
  }

  /** Receipts that came before the operator's answer was written down. */
  private void reportEarly(String sentId) {
    List<Receipt> early = place.outbox().early(channel.key(), sentId, place.clock().instant());
    early.forEach(receipt -> join(place.apps().report(channel, receipt)));
  }

  private static void join(CompletionStage<Void> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    }
  }

  private boolean ended() {
    try {
      return stopped.await(BETWEEN_TRIES.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
