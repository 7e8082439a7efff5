package io.jukwaa.server.junebug;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages and events as Junebug told them (sandbox-protocol 7.6). */
final class Rendering {
  /** What a client says of a session beside {@code session_event}; kept with the message, as Junebug kept it. */
  static final String CONTINUES = "continue_session";
  static final String SESSION = "session_event";

  private static final List<String> OF_THE_HOST = List.of("go", "optout", "delivery_class");

  private Rendering() {}

  /** @param channel key of the one it came or leaves by */
  static Map<String, @Nullable Object> message(String channel, UserMessage message) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("to", message.toAddr());
    json.put("from", message.fromAddr());
    json.put("group", message.group());
    json.put("message_id", message.messageId());
    json.put("channel_id", channel);
    json.put("timestamp", message.json().text("timestamp"));
    json.put("reply_to", message.inReplyTo());
    json.put("content", message.content());
    json.put("channel_data", channelData(message));
    return json;
  }

  /** What the host itself notes in {@code helper_metadata}, as Vumi Go did, is none of Junebug's. */
  private static Map<String, @Nullable Object> channelData(UserMessage message) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(message.helperMetadata());
    OF_THE_HOST.forEach(data::remove);
    if (message.json().value(SESSION) != null) {
      data.put(SESSION, message.json().value(SESSION));
    }
    if (message.json().value(CONTINUES) != null) {
      data.put(CONTINUES, message.json().value(CONTINUES));
    }
    return data;
  }

  static Map<String, @Nullable Object> event(String channel, MessageEvent event) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("channel_id", channel);
    json.put("timestamp", event.json().text("timestamp"));
    json.put("message_id", event.about());
    json.put("event_type", type(event));
    json.put("event_details", details(event));
    return json;
  }

  private static String type(MessageEvent event) {
    return switch (event.eventType()) {
      case "ack" -> "submitted";
      case "nack" -> "rejected";
      default -> switch (event.json().text("delivery_status")) {
        case "delivered" -> "delivery_succeeded";
        case "failed" -> "delivery_failed";
        default -> "delivery_pending";
      };
    };
  }

  private static Map<String, Object> details(MessageEvent event) {
    Object reason = event.json().value(event.eventType().equals("nack") ? "nack_reason" : "failure_reason");
    return reason == null ? Map.of() : Map.of("reason", reason);
  }
}
