package io.jukwaa.server.people.privacy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.Stores;
import io.jukwaa.server.people.privacy.Consents.Said;
import io.jukwaa.server.routing.Tables;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import io.jukwaa.store.MessageLog.Direction;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who gets replies only. Thread-safe; blocks. */
public record Receivers(Tables tables, Stores stores, Consents consents) {
  /** Among what somebody wrote last there is something by each of the channels they use. */
  private static final int LATEST = 20;

  /**
   * Why a message that is no reply does not leave to an address: the person opted out of the tenant, or the channel's
   * operator has said that they take nothing from it, and they have not written by it since.
   *
   * @return null if it may leave
   */
  public @Nullable String refusal(Channel channel, String address) {
    if (tables.refusesBulk(channel.tenant(), address, stores.people().optOuts())) {
      return "opted out: the receiver wants no more messages";
    }
    Consent current = consents.current(channel.tenant(), address, channel.key());
    if (current == null || current.source() != Source.OPERATOR || current.state() != State.WITHDRAWN) {
      return null;
    }
    UserMessage since = written(channel, address)
        .filter(message -> message.timestamp().isAfter(current.time()))
        .max(Comparator.comparing(UserMessage::timestamp)).orElse(null);
    if (since == null) {
      return "blocked: the operator takes no messages to the receiver, since " + current.time();
    }
    consents.record(channel.tenant(),
        new Said(address, channel.key(), State.GIVEN, Source.OPERATOR, since.messageId()));
    return null;
  }

  private Stream<UserMessage> written(Channel channel, String address) {
    return stores.deployments().apps().stream().filter(app -> app.tenant().equals(channel.tenant()))
        .flatMap(app -> Stream.of(address, other(address)).flatMap(spelling -> stores.conversations().messages()
            .latestWith(app, Direction.INBOUND, spelling, LATEST).stream()))
        .filter(message -> channel.key().equals(message.json().value("transport_name")));
  }

  /** With a plus, or without. */
  private static String other(String address) {
    return address.startsWith("+") ? address.substring(1) : '+' + address;
  }
}
