package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.dispatch.Routes.Cause;
import io.jukwaa.server.dispatch.Routes.Way;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How what apps send gets on its way. A message is in the log first and then in the outbox; a host that dies in between
 * leaves the run unfinished, and whoever finishes it lets what the log has {@link #leave} again, which changes nothing
 * for what has left. Blocks where stores do; thread-safe.
 */
final class Departures {
  /** Why nobody sees a reply. */
  static final String TOO_LATE = "timeout: the session was closed before this reply";

  private final Routes routes;
  private final Outbox outbox;
  private final AppLog appLog;
  private final InstantSource clock;
  private final Outward outward;

  /**
   * What lies outside.
   *
   * @param wake told of a channel that has something to send
   * @param tell gives an app an event
   * @param refused why a message that is no reply does not leave by a channel to an address; null if it may
   * @param precedence of phones
   */
  record Outward(Consumer<String> wake, Teller tell, BiFunction<Channel, String, @Nullable String> refused,
      Precedence precedence) {}

  /** Gives an app an event on a message of its own. */
  @FunctionalInterface
  interface Teller {
    /** Done when the event is stored. */
    CompletionStage<Void> tell(Channel channel, MessageEvent event);
  }

  Departures(Routes routes, Outbox outbox, AppLog appLog, InstantSource clock, Outward outward) {
    this.routes = routes;
    this.outbox = outbox;
    this.appLog = appLog;
    this.clock = clock;
    this.outward = outward;
  }

  /**
   * Blocks while phones come before a message to many, as one that is no reply may be; the phone that brought it about is
   * none of them.
   *
   * @param most not for longer than this
   * @return for how long
   */
  Duration giveWay(Cause cause, UserMessage message, Duration most) {
    if (!(routes.of(cause, message) instanceof Way.By by) || by.priority() != Outbox.Priority.BULK) {
      return Duration.ZERO;
    }
    if (cause.received() instanceof UserMessage asking) {
      outward.precedence().end(asking.messageId());
    }
    return outward.precedence().giveWay(most);
  }

  /** The message as it is stored: with the name of the channel it leaves by; a reply is of its question's type. */
  UserMessage addressed(Cause cause, UserMessage message) {
    if (!(routes.of(cause, message) instanceof Way.By by)) {
      return message;
    }
    UserMessage named = message.with("transport_name", by.channel().key());
    return named.transportType() == null ? named.with("transport_type", by.transport().type()) : named;
  }

  /**
   * Puts a message that is in the log on its way, if it is not yet.
   *
   * @throws io.jukwaa.store.StoreException if it could not be
   */
  void leave(Cause cause, UserMessage message) {
    switch (routes.stored(cause, message)) {
      case Way.Answered _ -> {
        // It is in the answer already.
      }
      case Way.By by -> leave(cause, message, by);
      case Way.Nowhere nowhere -> refuse(cause, message, nowhere.reason());
    }
  }

  /**
   * The same for a message that no run sent: what would have to be in an answer comes too late.
   *
   * @throws io.jukwaa.store.StoreException if it could not be
   */
  void leaveAlone(Cause cause, UserMessage message) {
    if (routes.stored(cause, message) instanceof Way.Answered) {
      refuse(cause, message, TOO_LATE);
    } else {
      leave(cause, message);
    }
  }

  /**
   * Lets a message leave of which all was done that was to be, unless its host died before that. If it must not now, the app is
   * not told: as a rule it has left.
   */
  void leaveAgain(Cause cause, UserMessage message) {
    if (routes.stored(cause, message) instanceof Way.By by) {
      String refused = refusal(by, message);
      if (refused == null) {
        put(cause, message, by);
      } else {
        appLog.append(cause.app(), AppLog.INFO, "message " + message.messageId() + " is not sent again: " + refused);
      }
    }
  }

  private void leave(Cause cause, UserMessage message, Way.By by) {
    String refused = refusal(by, message);
    if (refused == null) {
      put(cause, message, by);
    } else {
      refuse(cause, message, refused);
    }
  }

  /** Why it must not leave; null if it may. */
  private @Nullable String refusal(Way.By by, UserMessage message) {
    String address = message.toAddr();
    return by.priority() == Outbox.Priority.BULK && address != null
        ? outward.refused().apply(by.channel(), address)
        : null;
  }

  private void put(Cause cause, UserMessage message, Way.By by) {
    Instant now = clock.instant();
    Instant expires = now.plus(by.transport().pace(by.channel()).expiry());
    if (outbox.put(new Outbox.Entry(by.channel().key(), cause.app().key(), message, by.priority(), expires), now)) {
      outward.wake().accept(by.channel().key());
    }
  }

  /** The app is told; one that is run for an event is not, lest it sends the same again for ever. */
  void refuse(Cause cause, UserMessage message, String reason) {
    appLog.append(cause.app(), AppLog.WARNING, "message " + message.messageId() + " is not sent: " + reason);
    if (!(cause.received() instanceof MessageEvent)) {
      MessageEvent nack = Reports.nack(cause.channel(), message.messageId(), reason, clock.instant());
      try {
        outward.tell().tell(cause.channel(), nack).toCompletableFuture().join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof StoreException refused ? refused : e;
      }
    }
  }
}
