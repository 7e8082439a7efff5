package io.jukwaa.server.junebug;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracksTest {
  private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
  private static final App APP = new App("shop", "acme", "shop", "", "", Map.of(), Set.of(), true, Set.of(), Map.of());

  private static MessageEvent event(String id, Instant at, Map<String, String> fields) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>(fields);
    event.put("user_message_id", "m");
    return MessageEvent.of(event, new Stamp(id, at));
  }

  @Test
  void tellsFirstThatAMessageWasTaken(@TempDir Path data) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, () -> START)) {
      Tracks tracks = new Tracks(database.sessions(), () -> START);
      tracks.begin(APP, "m", new Tracks.Track("texts", null, ""));
      tracks.add(APP, "texts", event("1", START,
          Map.of("event_type", "delivery_report", "delivery_status", "failed")));
      tracks.add(APP, "texts", event("2", START.plusMillis(3), Map.of("event_type", "ack", "sent_message_id", "s")));
      tracks.add(APP, "texts", event("3", START.plusMillis(9),
          Map.of("event_type", "delivery_report", "delivery_status", "delivered")));
      assertThat(tracks.events(APP, "texts", "m")).extracting(event -> event.get("event_type"))
          .containsExactly("submitted", "delivery_failed", "delivery_succeeded");
      assertThat(tracks.events(APP, "another", "m")).isEmpty();
    }
  }
}
