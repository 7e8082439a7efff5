package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Received;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Capabilities.Answers;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Transport;
import io.jukwaa.transports.Transports;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which channel carries what an app sends. A reply goes back by the channel its question came from; anything else by the
 * one that the app's endpoint leads to, and by {@code default}, unless that leads elsewhere, back as well. Blocks where
 * the store of deployments does; thread-safe.
 *
 * @param outlets the key of the channel that an app's endpoint leads to; null if there is none
 */
record Routes(DeploymentStore deployments, Transports transports, BiFunction<App, String, @Nullable String> outlets) {

  /** Where a message goes. */
  sealed interface Way {
    /** Back in the answer to the operator's request, or nowhere if that is over. */
    record Answered() implements Way {}

    /** By a channel that sends. */
    record By(Channel channel, SendingTransport transport, Priority priority) implements Way {}

    /** Nowhere; the reason is for the app. */
    record Nowhere(String reason) implements Way {}
  }

  /**
   * What brought a message about.
   *
   * @param channel the one that {@code received} came from
   * @param received what the app is run for; null if it sends by itself
   */
  record Cause(App app, Channel channel, @Nullable Received received) {}

  /**
   * The way of a message that is in the log: the one it was given when it was stored, whatever its endpoint leads to since, as
   * it may have left by that already. What was in an answer, or led nowhere, leaves by nothing later.
   */
  Way stored(Cause cause, UserMessage message) {
    String key = message.json().textOrNull("transport_name");
    if (message.inReplyTo() != null) {
      return of(cause, message);
    }
    return key == null
        ? of(cause, message) instanceof Way.Nowhere nowhere ? nowhere : new Way.Answered()
        : by(cause, message, key);
  }

  /** The way of a message that is about to be stored. */
  Way of(Cause cause, UserMessage message) {
    if (message.inReplyTo() != null) {
      return back(cause, message, transports.of(cause.channel()) == null
          ? new Way.Nowhere("channel " + cause.channel().key() + " is gone")
          : new Way.Answered());
    }
    String endpoint = message.endpoint();
    String key = outlets.apply(cause.app(), endpoint);
    if (key != null) {
      return by(cause, message, key);
    }
    Way nowhere = new Way.Nowhere("endpoint " + endpoint + " leads to no channel (expected: a channel for it under"
        + " endpoints of the app or of the routing)");
    return endpoint.equals(UserMessage.DEFAULT_ENDPOINT)
        ? back(cause, message, nowhere)
        : answered(cause.channel(), nowhere);
  }

  private Way back(Cause cause, UserMessage message, Way otherwise) {
    return transports.of(cause.channel()) instanceof SendingTransport transport
        ? new Way.By(cause.channel(), transport, priority(cause, message))
        : answered(cause.channel(), otherwise);
  }

  private Way answered(Channel channel, Way otherwise) {
    Transport transport = transports.of(channel);
    Capabilities.Answers answers = transport == null ? Answers.NOTHING : transport.capabilities().answers();
    return answers == Answers.EVERYTHING ? new Way.Answered() : otherwise;
  }

  private Way by(Cause cause, UserMessage message, String key) {
    Channel channel = deployments.channel(key);
    if (channel == null || !channel.tenant().equals(cause.app().tenant())) {
      return new Way.Nowhere("endpoint " + message.endpoint() + " leads to a channel that is gone: " + key);
    }
    return transports.of(channel) instanceof SendingTransport transport
        ? new Way.By(channel, transport, priority(cause, message))
        : new Way.Nowhere("endpoint " + message.endpoint() + " leads to a channel that answers only: " + key);
  }

  /** The user who has just said something waits for it. */
  private static Priority priority(Cause cause, UserMessage message) {
    return cause.received() instanceof UserMessage inbound && !inbound.isPushTrigger()
        && Objects.equals(inbound.fromAddr(), message.toAddr()) ? Priority.REPLY : Priority.BULK;
  }
}
