package io.jukwaa.transports.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.jukwaa.transports.Failures;
import io.jukwaa.transports.amqp.Deliveries.Fate;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes in by one link, until something cannot be stored. Then the broker has back, in its order, all that it
 * was not told to forget, and tells it again to the next intake. Used once.
 *
 * <p>It takes alone: two hosts, or a host and an app of Vumi's, would mix up the order of a user's messages.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Executor THREADS = task -> Thread.ofVirtual().name("amqp").start(task);
  private static final String ANOTHER_TAKES = "in exclusive use";

  private final List<Queues.Kind> kinds;
  private final Queues queues;
  private final int prefetch;
  private final Deliveries deliveries;
  private final Lines lines = new Lines();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean refused = new AtomicBoolean();
  private volatile boolean stored;
  private volatile @Nullable String words;

  /** Why it is over. */
  enum End {
    /** Another takes from one of the queues. */
    ANOTHER_TAKES,
    /** Something could not be stored. */
    NOT_STORED,
    /** The broker wants it so, or the link has ended. */
    CLOSED
  }

  Intake(AmqpSettings settings, Deliveries deliveries) {
    this.kinds = settings.takesStatus()
        ? List.of(Queues.Kind.values())
        : List.of(Queues.Kind.MESSAGE, Queues.Kind.EVENT);
    this.queues = settings.queues();
    this.prefetch = settings.prefetch();
    this.deliveries = deliveries;
  }

  /** Takes what comes until it is over. */
  End take(Link link) throws IOException, InterruptedException {
    Channel channel = link.channel();
    try {
      channel.addShutdownListener(signal -> end(Link.words(signal)));
      channel.basicQos(prefetch);
      for (Queues.Kind kind : kinds) {
        String queue = queues.of(kind);
        Link.declare(channel, queue);
        channel.basicConsume(queue, false, "", false, true, null, (_, delivery) -> deliver(channel, kind, delivery),
            _ -> end("queue " + queue + " was deleted"));
      }
      over.await();
    } catch (IOException e) {
      String said = Link.words(e);
      if (said == null || !said.contains(ANOTHER_TAKES)) {
        throw e;
      }
      words = said;
      return End.ANOTHER_TAKES;
    } finally {
      channel.abort();
    }
    return refused.get() ? End.NOT_STORED : End.CLOSED;
  }

  /** Whether anything came and was stored. */
  boolean hasStored() {
    return stored;
  }

  /** What the broker said when it was over; null if nothing. */
  @Nullable
  String words() {
    return words;
  }

  private void deliver(Channel channel, Queues.Kind kind, Delivery delivery) {
    CompletionStage<Fate> fate = deliveries.take(kind, delivery.getBody(), lines);
    fate.whenCompleteAsync((known, failure) -> {
      if (failure != null) {
        refuse(failure);
      } else {
        answer(channel, delivery.getEnvelope().getDeliveryTag(), known);
      }
    }, THREADS);
  }

  private void answer(Channel channel, long tag, Fate fate) {
    try {
      switch (fate) {
        case STORED -> {
          stored = true;
          channel.basicAck(tag, false);
        }
        case MALFORMED -> channel.basicReject(tag, false);
      }
    } catch (IOException | AlreadyClosedException e) { // it is told again, and known then
      LOG.debug("the broker was not told that it may forget a message", e);
    }
  }

  /** One line, however many do not fit. */
  private void refuse(Throwable failure) {
    if (refused.compareAndSet(false, true)) {
      Failures.log(LOG, failure, "a message or event was not stored");
    }
    over.countDown();
  }

  private void end(@Nullable String said) {
    if (said != null) {
      words = said;
    }
    over.countDown();
  }
}
