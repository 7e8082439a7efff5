package io.jukwaa.server.dispatch;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.Received;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Lease;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Durability;
import io.jukwaa.store.MessageLog;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the log knows of messages, and so whether there is anything to run. Blocks where stores do; thread-safe. */
record Ledger(MessageLog messages, AppLog appLog, Departures departures, Durability durability,
    Supplier<Stamp> stamps) {
  /** Stores the message if it is not there yet. */
  void store(Exchange exchange, App app) {
    if (messages.appendInbound(app, exchange.channel().key(), GoMetadata.added(exchange.message(), app))) {
      exchange.markStored();
    }
  }

  /**
   * Stores the message and claims its run; null if there is nothing to run, and the exchange has its answer.
   *
   * @param lease null if the app itself is not run
   */
  @Nullable
  AppRun begin(Exchange exchange, App app, @Nullable Lease lease) {
    UserMessage prepared = GoMetadata.added(exchange.message(), app);
    if (!exchange.isStored() && !messages.appendInbound(app, exchange.channel().key(), prepared)
        && hasAnswer(exchange, app)) {
      return null;
    }
    AppRun run = run(exchange.channel(), app, prepared, lease);
    return exchange.claim(run) ? run : null;
  }

  /** @param lease null if the app itself is not run, or for an event */
  AppRun run(Channel channel, App app, Received received, @Nullable Lease lease) {
    return new AppRun(new AppRun.Place(channel, app, messages, appLog, departures, lease), received, stamps);
  }

  /**
   * Gives a message that was accepted before its answer; false if it is to be run. One whose run ended is not, nor one
   * that was replied to; what its run did after that is lost if the host died. What it has sent leaves in any case.
   */
  boolean hasAnswer(Exchange exchange, App app) {
    String id = exchange.message().messageId();
    Answer before = new Answer(leave(exchange.channel(), app, exchange.message(), id), true);
    if (before.replyTo(id) == null && (AppRun.awaitsReply(exchange.message())
        || !messages.isComplete(app, exchange.channel().key(), id))) {
      return false;
    }
    finish(exchange, app); // also if it is: another host may have ended it, while it lies in the inbox of this one
    exchange.complete(before, durability);
    return true;
  }

  /** Lets leave what an earlier run has sent, should its host have died before that. */
  List<UserMessage> leave(Channel channel, App app, Received received, String runOf) {
    List<UserMessage> sent = messages.sentFor(app, channel.key(), runOf);
    boolean ended = !sent.isEmpty() && received instanceof UserMessage
        && messages.isComplete(app, channel.key(), runOf);
    Routes.Cause cause = new Routes.Cause(app, channel, received);
    sent.forEach(message -> {
      if (ended) {
        departures.leaveAgain(cause, message);
      } else {
        departures.leave(cause, message);
      }
    });
    return sent;
  }

  List<UserMessage> sentFor(Exchange exchange, App app) {
    return messages.sentFor(app, exchange.channel().key(), exchange.message().messageId());
  }

  /** The run has ended, or there will be none. */
  void finish(Exchange exchange, App app) {
    messages.complete(app, exchange.channel().key(), exchange.message().messageId());
  }
}
