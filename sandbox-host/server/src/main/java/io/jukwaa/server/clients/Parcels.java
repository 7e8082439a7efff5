package io.jukwaa.server.clients;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to the program of an app that is elsewhere: two outboxes of its own, one for messages and one for
 * events, whose entries hold the JSON that is to be told. So it survives hosts, one host at a time tells it, and what
 * cannot be told waits. Thread-safe; blocks.
 *
 * @param wake told of a channel that has something to send
 */
public record Parcels(Outbox outbox, InstantSource clock, Consumer<String> wake) {
  /** After which nobody is told any more. */
  static final Duration EXPIRY = Duration.ofHours(24);

  /** What is told. */
  public enum Kind {
    MESSAGES, EVENTS
  }

  /** The channel by which the program of an app is told. No deployed channel has such a key. */
  public static Channel channel(App app, Kind kind) {
    String key = "~" + (kind == Kind.MESSAGES ? "messages" : "events") + "." + app.key();
    return new Channel(key, app.tenant(), app.key(), "http-api", Map.of(), Channel.DEFAULT_APOLOGY);
  }

  /** Keys of the outboxes that hold what the program of an app is to be told. */
  public static List<String> channels(App app) {
    return Stream.of(Kind.values()).map(kind -> channel(app, kind).key()).toList();
  }

  /**
   * Puts a message in, once.
   *
   * @param json what is told
   */
  public void put(App app, UserMessage message, String json) {
    put(app, Kind.MESSAGES, new Parcel(message.messageId(), message.fromAddr(), json, Map.of()));
  }

  /**
   * Puts an event in, once.
   *
   * @param json what is told
   * @param note for whoever tells it: {@code helper_metadata} of the parcel
   */
  public void put(App app, MessageEvent event, String json, Map<String, String> note) {
    put(app, Kind.EVENTS, new Parcel(Inbox.Entry.event(event), event.about(), json, note));
  }

  /** @param about what is told about one is told in order */
  private record Parcel(String id, @Nullable String about, String json, Map<String, String> note) {}

  private void put(App app, Kind kind, Parcel parcel) {
    Channel channel = channel(app, kind);
    Instant now = clock.instant();
    UserMessage entry = UserMessage.send(parcel.about() == null ? parcel.id() : parcel.about(), parcel.json(),
        UserMessage.DEFAULT_ENDPOINT, new Stamp(parcel.id(), now)).with("helper_metadata", parcel.note());
    if (outbox.put(new Outbox.Entry(channel.key(), app.key(), entry, Outbox.Priority.REPLY, now.plus(EXPIRY)), now)) {
      wake.accept(channel.key());
    }
  }
}
