package io.jukwaa.transports.amqp;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Texts;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.amqp.Payload.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes what a Vumi transport says: messages of users, events on messages that left, and its own state. Called by the
 * thread that reads from the broker, which nothing here blocks.
 */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
  private static final int LONGEST_FIELD = 40;
  private static final int MOST_COMPONENTS = 100;

  private final Channel channel;
  private final Duration sessionWithin;
  private final TransportContext context;
  private final Map<String, State> states = new LinkedHashMap<>();

  /** @param sessionWithin until a user who waits is answered, one way or the other */
  Deliveries(Channel channel, Duration sessionWithin, TransportContext context) {
    this.channel = channel;
    this.sessionWithin = sessionWithin;
    this.context = context;
  }

  /** What became of something that came in. */
  enum Fate {
    /** It is on the disk: the broker may forget it. */
    STORED,
    /** It is nothing that a Vumi transport says, and will not be when it is told again. */
    MALFORMED
  }

  /**
   * Takes one body.
   *
   * @param lines of the same connection: what is told again by another is in no line of this
   * @return fails if it is not stored, and is to be told again
   */
  CompletionStage<Fate> take(Queues.Kind kind, byte[] body, Lines lines) {
    try {
      return handed(kind, body, lines).thenApply(_ -> Fate.STORED);
    } catch (InvalidFieldException e) {
      String reason = "what came as " + kind.words() + " is thrown away, its "
          + Texts.line(e.field().split("\\.", 2)[0], LONGEST_FIELD) + " is not as expected: " + e.expected();
      LOG.warn("channel {}: {}", channel.key(), reason);
      context.refusals().refused(channel, reason);
      return CompletableFuture.completedStage(Fate.MALFORMED);
    }
  }

  private CompletionStage<Void> handed(Queues.Kind kind, byte[] body, Lines lines) {
    return switch (kind) {
      case MESSAGE -> {
        UserMessage message = Payload.message(body, context.clock().instant());
        yield lines.add("user " + message.fromAddr(), () -> message(message));
      }
      case EVENT -> {
        Receipt receipt = Payload.event(body);
        yield lines.add("event " + receipt.sentId(), () -> context.inbound().report(channel, receipt));
      }
      case STATUS -> {
        tell(Payload.state(body));
        yield DONE;
      }
    };
  }

  /** The reply leaves like any other message, so what the port answers with is passed over. */
  private CompletionStage<Void> message(UserMessage message) {
    return switch (message.sessionEvent()) {
      case NONE, CLOSE -> context.inbound().take(channel, message);
      case NEW, RESUME -> context.inbound().accept(channel, message, sessionWithin).thenAccept(_ -> {});
    };
  }

  /** In few words, as nobody knows what is in others. */
  private synchronized void tell(State state) {
    if (state.equals(states.put(state.component(), state))) {
      return;
    }
    if (states.size() > MOST_COMPONENTS) {
      states.remove(states.keySet().iterator().next());
    }
    LOG.atLevel(state.status().equals("ok") ? Level.INFO : Level.WARN)
        .log("channel {}: the transport's {} is {}: {}", channel.key(), state.component(), state.status(),
            state.type());
  }
}
