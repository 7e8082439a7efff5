package io.jukwaa.server.junebug;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.Replies;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.junebug.Lines.Line;
import io.jukwaa.server.junebug.Tracks.Track;
import io.jukwaa.store.StoreException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what a client sends: {@code POST …/messages/}. Blocks; one of a tenant at a time. */
record Sending(RequestKeys keys, Replies replies, Tracks tracks, InstantSource clock) {
  /**
   * Stores a message and lets it leave by the channel.
   *
   * @param key what the client calls the request; null if nothing
   * @return the message as it is stored
   * @throws ApiRefusal if it is not taken; nothing is stored then
   * @throws StoreException if a store is gone
   */
  UserMessage post(Line line, byte[] body, @Nullable String key) {
    Outgoing wanted = Outgoing.read(body);
    App app = line.owner().app();
    String channel = line.channel().key();
    RequestKeys.Identity identity = keys.of(app, key == null ? null : channel + '\0' + key);
    if (identity.before() != null) {
      return again(app, channel, identity.before());
    }
    checkLength(wanted, line.owner().longest());
    UserMessage inbound = question(line, wanted);
    Stamp stamp = new Stamp(identity.id(), clock.instant());
    UserMessage message = inbound == null ? message(wanted, stamp) : reply(inbound, wanted, stamp);
    tracks.begin(app, message.messageId(), new Track(channel, wanted.eventUrl(),
        wanted.eventToken() == null ? "" : wanted.eventToken()));
    return inbound == null
        ? keys.postings().sendBy(channel, app, message)
        : replies.send(app, inbound, message);
  }

  private UserMessage again(App app, String channel, UserMessage before) {
    Postings postings = keys.postings();
    String question = before.inReplyTo();
    if (question == null) {
      postings.sendAgainBy(channel, app, before);
    } else {
      postings.sendAgain(app, postings.received(app, question), before);
    }
    return before;
  }

  /** What it replies to; null if it is a message of its own. */
  private @Nullable UserMessage question(Line line, Outgoing wanted) {
    String id = wanted.replyTo();
    if (id == null) {
      return null;
    }
    UserMessage inbound = keys.postings().received(line.owner().app(), id);
    if (inbound != null && line.channel().key().equals(inbound.json().textOrNull("transport_name"))) {
      return inbound;
    }
    if (line.owner().takesExpired() && wanted.to() != null) {
      return null;
    }
    throw ApiRefusal.bad("message not found", "MessageNotFound", "Inbound message with id " + id + " not found");
  }

  private static UserMessage message(Outgoing wanted, Stamp stamp) {
    UserMessage message = UserMessage
        .send(String.valueOf(wanted.to()), wanted.content(), UserMessage.DEFAULT_ENDPOINT, stamp)
        .with("from_addr", wanted.from()).with("group", wanted.group())
        .with(Rendering.SESSION, wanted.session().wire()).with("helper_metadata", wanted.data());
    return continued(message, wanted);
  }

  /** Of what a client says of the session only its end has an effect on a reply. */
  private static UserMessage reply(UserMessage inbound, Outgoing wanted, Stamp stamp) {
    SessionEvent session = wanted.session() == SessionEvent.CLOSE ? SessionEvent.CLOSE : SessionEvent.NONE;
    UserMessage reply = inbound.reply(wanted.content(), session, stamp);
    Map<String, @Nullable Object> helper = new LinkedHashMap<>(inbound.helperMetadata());
    helper.putAll(wanted.data());
    return continued(reply.with("helper_metadata", helper), wanted);
  }

  private static UserMessage continued(UserMessage message, Outgoing wanted) {
    return wanted.continues() == null ? message : message.with(Rendering.CONTINUES, wanted.continues());
  }

  private static void checkLength(Outgoing wanted, int longest) {
    if (longest > 0 && wanted.length() > longest) {
      throw ApiRefusal.bad("message too long", "MessageTooLong", "Message content '" + wanted.content()
          + "' is of length " + wanted.length() + ", which is greater than the character limit of " + longest);
    }
  }
}
