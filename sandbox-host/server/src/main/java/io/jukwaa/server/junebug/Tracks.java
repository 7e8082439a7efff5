package io.jukwaa.server.junebug;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.SessionStore.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of sent messages for {@link #KEPT}: by which channel they left, who is told of them, and the last event
 * of each type. Each is a line of its own among the sessions, so that hosts that hear of two events at a time write over
 * nothing. Thread-safe; blocks.
 */
record Tracks(SessionStore sessions, InstantSource clock) {
  /** As long as Junebug knew of messages. */
  static final Duration KEPT = Duration.ofDays(2);
  /** In the order in which they happen. */
  private static final List<String> TYPES = List.of("submitted", "rejected", "delivery_pending", "delivery_failed",
      "delivery_succeeded");
  private static final int LONGEST_ID = 200;
  private static final String CHANNEL = "channel";
  private static final String URL = "url";
  private static final String TOKEN = "token";
  private static final String EVENT = "event";

  /**
   * Where a message left, and where its events go.
   *
   * @param url null if nobody wants them
   * @param token goes along; empty for none
   */
  record Track(String channel, @Nullable String url, String token) {}

  /** Before the message is stored; who stores it flushes. */
  void begin(App app, String messageId, Track track) {
    Map<String, String> state = track.url() == null
        ? Map.of(CHANNEL, track.channel())
        : Map.of(CHANNEL, track.channel(), URL, track.url(), TOKEN, track.token());
    sessions.saveBeforeFlush(new Session(place(app), messageId, state, clock.instant().plus(KEPT)));
  }

  /** Null if nothing is known of the message, or not any more. */
  @Nullable
  Track of(App app, String messageId) {
    Session session = messageId.length() > LONGEST_ID ? null : sessions.find(place(app), messageId);
    String channel = session == null ? null : session.state().get(CHANNEL);
    return session == null || channel == null
        ? null
        : new Track(channel, session.state().get(URL), session.state().getOrDefault(TOKEN, ""));
  }

  /** Keeps an event of a message that has a track. */
  void add(App app, String channel, MessageEvent event) {
    Map<String, @Nullable Object> json = Rendering.event(channel, event);
    sessions.save(new Session(place(app), id(event.about(), String.valueOf(json.get("event_type"))),
        Map.of(EVENT, Json.text(json)), clock.instant().plus(KEPT)));
  }

  /**
   * The events of a message that left by this channel, of each type the last. In the order in which they happen, as the
   * operator may say that it delivered a message before the host has written down that it took it.
   */
  List<Map<String, @Nullable Object>> events(App app, String channel, String messageId) {
    List<Map<String, @Nullable Object>> events = new ArrayList<>();
    Track track = of(app, messageId);
    if (track != null && track.channel().equals(channel)) {
      for (String type : TYPES) {
        Session kept = sessions.find(place(app), id(messageId, type));
        if (kept != null) {
          events.add(Json.object(EVENT, String.valueOf(kept.state().get(EVENT))).members());
        }
      }
    }
    return events;
  }

  /** No channel that is deployed has such a key. */
  private static String place(App app) {
    return "~junebug." + app.key();
  }

  private static String id(String messageId, String type) {
    return messageId + " " + type;
  }
}
