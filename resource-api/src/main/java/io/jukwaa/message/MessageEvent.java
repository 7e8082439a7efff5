package io.jukwaa.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that left: Vumi's {@code message_type: event}.
 *
 * @param json the whole payload; unknown top-level fields are kept
 */
public record MessageEvent(Fields json) implements Received {
  /** @throws InvalidFieldException if a field the event's type needs is absent or wrong */
  public MessageEvent {
    json.text("event_id");
    Timestamps.parse("timestamp", json.text("timestamp"));
    json.textOrNull("user_message_id");
    switch (json.text("event_type")) {
      case "ack" -> json.text("sent_message_id");
      case "nack" -> json.text("nack_reason");
      case "delivery_report" -> delivered(json);
      default -> throw new InvalidFieldException("event_type", json.value("event_type"),
          "ack, nack or delivery_report");
    }
  }

  /** An event from what a peer sent, with the format's defaults for what it left out. */
  public static MessageEvent of(Map<String, @Nullable Object> given, Stamp stamp) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("event_id", stamp.id());
    all.put("timestamp", Timestamps.text(stamp.time()));
    all.put("message_version", UserMessage.VERSION);
    all.put("message_type", "event");
    all.put("helper_metadata", Map.of());
    all.put("routing_metadata", Map.of());
    all.putAll(given);
    return new MessageEvent(new Fields(all));
  }

  public String eventId() {
    return json.text("event_id");
  }

  /** The id of the message it is about, or its own if it is about none. With {@link #eventId} it names the event. */
  public String about() {
    String about = userMessageId();
    return about == null ? eventId() : about;
  }

  /** {@code ack}, {@code nack} or {@code delivery_report}. */
  public String eventType() {
    return json.text("event_type");
  }

  /** The message this event is about; null from transports that lost it. */
  public @Nullable String userMessageId() {
    return json.textOrNull("user_message_id");
  }

  /** The event in one word, as exports show it: its type, or {@code delivery_report.<delivery_status>}. */
  public String status() {
    return eventType().equals("delivery_report") ? "delivery_report." + json.text("delivery_status") : eventType();
  }

  /** What is left of it when the person is deleted whom its message was with: its ids, time and status. */
  public MessageEvent erased() {
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    for (String kept : List.of("event_id", "timestamp", "event_type", "user_message_id", "sent_message_id",
        "delivery_status")) {
      if (json.has(kept)) {
        left.put(kept, json.value(kept));
      }
    }
    if (eventType().equals("nack")) {
      left.put("nack_reason", "deleted");
    }
    return of(left, new Stamp(eventId(), Timestamps.parse("timestamp", json.text("timestamp"))));
  }

  private static void delivered(Fields json) {
    if (!List.of("pending", "failed", "delivered").contains(json.text("delivery_status"))) {
      throw new InvalidFieldException("delivery_status", json.value("delivery_status"), "pending, failed or delivered");
    }
  }
}
