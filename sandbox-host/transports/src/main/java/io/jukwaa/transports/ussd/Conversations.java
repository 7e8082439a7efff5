package io.jukwaa.transports.ussd;

import io.jukwaa.message.Answer;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Failures;
import io.jukwaa.transports.Refusal;
import io.jukwaa.transports.TransportContext;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds conversations: request in, page out. Blocks; thread-safe.
 *
 * <p>What two requests of one session are is found out one after the other, but their messages are handed over at
 * once: waiting for the app never holds up a retry.
 */
final class Conversations {
  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
  /** How long after the dead-line the port may still answer, as it has to store its apology. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final TransportContext context;
  private final Sessions sessions;

  Conversations(TransportContext context, Sessions sessions) {
    this.context = context;
    this.sessions = sessions;
  }

  /**
   * A page and what is to be told when the gateway took it or did not.
   *
   * @param reply the message the page shows; null if there is none
   * @param late whether the page apologises for an app that missed the dead-line
   * @param notes the session as the page leaves it; null if nothing is known of it
   */
  record Turnout(Page page, @Nullable UserMessage reply, boolean late, @Nullable Notes notes) {}

  /** Never fails: whatever goes wrong here, the phone sees the channel's apology and a closed session. */
  Turnout take(Visit visit) throws InterruptedException {
    try {
      Step step = sessions.advance(visit);
      UserMessage message = Inbound.of(visit).step(step, context.clock().instant());
      return turnout(visit, step.notes(), message, answer(visit, message));
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      Failures.log(LOG, e, "channel " + visit.channel().key() + ": message not taken, apology shown");
      return new Turnout(page(visit, null, visit.channel().apology(), true), null, false, null);
    }
  }

  /** The gateway never got the page: the same input again is a retry. */
  void notTaken(Visit visit, Notes notes) {
    if (!visit.map().turns().accumulated()) {
      sessions.change(visit, known -> known.equals(notes) ? notes.with(false, notes.ended()) : known);
    }
  }

  /**
   * The session is over, says the gateway. An end the app brought about itself is no news to it.
   *
   * @throws Refusal 503 if the message could not be stored
   */
  Page close(Visit visit) throws InterruptedException {
    Notes known = sessions.find(visit);
    if (known == null || !known.ended()) {
      try {
        answer(visit, Inbound.of(visit).close(known, context.clock().instant()));
      } catch (ExecutionException | TimeoutException e) {
        LOG.atError().addKeyValue("channel", visit.channel().key()).setCause(e).log("close not taken");
        throw Refusal.unavailable();
      }
      sessions.change(visit, notes -> notes.with(true, true));
    }
    context.durability().flush();
    return Page.of(visit.map().reply(), visit.map().reply().closed(),
        Page.values(visit, known == null ? null : known.to(), null));
  }

  private Answer answer(Visit visit, UserMessage message)
      throws ExecutionException, TimeoutException, InterruptedException {
    Duration within = visit.map().limits().within();
    return context.inbound().accept(visit.channel(), message, within).toCompletableFuture()
        .get(within.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
  }

  private Turnout turnout(Visit visit, Notes before, UserMessage message, Answer answer) {
    UserMessage reply = answer.replyTo(message.messageId());
    String content = reply == null ? visit.channel().apology() : reply.content();
    boolean end = reply == null || reply.sessionEvent() == SessionEvent.CLOSE;
    warnIfLong(visit, message, content);
    Notes notes = before.with(true, end);
    // Text that accumulates tells a retry by itself, so there only an end has to be remembered.
    if (end || !visit.map().turns().accumulated()) {
      sessions.change(visit, known -> known.steps().equals(notes.steps()) ? notes : known);
    }
    boolean late = !answer.complete() && end && visit.channel().apology().equals(content);
    return new Turnout(page(visit, notes.to(), content, end), reply, late, notes);
  }

  private static Page page(Visit visit, @Nullable String to, @Nullable String content, boolean end) {
    GatewayMap.Reply reply = visit.map().reply();
    return Page.of(reply, end ? reply.end() : reply.ask(), Page.values(visit, to, content));
  }

  /** Not cut: a cut could take the choice the user needs, and the network cuts anyway if it must. */
  private static void warnIfLong(Visit visit, UserMessage message, @Nullable String content) {
    int characters = content == null ? 0 : content.codePointCount(0, content.length());
    int limit = visit.map().limits().characters();
    if (characters > limit) {
      LOG.atWarn().addKeyValue("channel", visit.channel().key()).addKeyValue("message", message.messageId())
          .addKeyValue("characters", characters).addKeyValue("limit", limit)
          .log("reply is longer than the screen, passed on as it is");
    }
  }
}
