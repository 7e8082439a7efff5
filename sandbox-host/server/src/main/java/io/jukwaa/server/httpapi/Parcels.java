package io.jukwaa.server.httpapi;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Fields;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to the clients of a conversation: two outboxes of its own, one for messages and one for events,
 * whose entries hold the JSON that is to be told. So it survives hosts, one host at a time tells it, and what cannot be
 * told waits. Thread-safe; blocks.
 *
 * @param wake told of a channel that has something to send
 */
record Parcels(Outbox outbox, InstantSource clock, Consumer<String> wake) {
  /** After which nobody is told any more. */
  static final Duration EXPIRY = Duration.ofHours(24);

  /** What is told. */
  enum Kind {
    MESSAGES, EVENTS
  }

  /** The channel by which the clients of an app are told. No deployed channel has such a key. */
  static Channel channel(App app, Kind kind) {
    String key = "~" + (kind == Kind.MESSAGES ? "messages" : "events") + "." + app.key();
    return new Channel(key, app.tenant(), app.key(), "http-api", Map.of(), Channel.DEFAULT_APOLOGY);
  }

  /** Puts a message in, once. */
  void put(App app, UserMessage message) {
    put(app, Kind.MESSAGES, new Parcel(message.messageId(), message.fromAddr(), message.json()));
  }

  /** Puts an event in, once. */
  void put(App app, MessageEvent event) {
    put(app, Kind.EVENTS, new Parcel(Inbox.Entry.event(event), event.about(), marked(app, event.json())));
  }

  /** @param about what is told about one is told in order */
  private record Parcel(String id, @Nullable String about, Fields json) {}

  private void put(App app, Kind kind, Parcel parcel) {
    Channel channel = channel(app, kind);
    Instant now = clock.instant();
    UserMessage entry = UserMessage.send(parcel.about() == null ? parcel.id() : parcel.about(),
        Json.text(parcel.json().members()), "default", new Stamp(parcel.id(), now));
    if (outbox.put(new Outbox.Entry(channel.key(), app.key(), entry, Outbox.Priority.REPLY, now.plus(EXPIRY)), now)) {
      wake.accept(channel.key());
    }
  }

  /** An event says of which type its conversation is. */
  private static Fields marked(App app, Fields event) {
    Map<String, @Nullable Object> helper = new LinkedHashMap<>(event.object("helper_metadata"));
    helper.put("go", Map.of("user_account", app.tenant(), "conversation_type", app.conversationType(),
        "conversation_key", app.key()));
    return event.with("helper_metadata", helper);
  }
}
