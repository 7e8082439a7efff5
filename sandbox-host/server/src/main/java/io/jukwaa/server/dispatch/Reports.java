package io.jukwaa.server.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Stamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What apps are told of their messages. The id of an event follows from what it says, so that the same is the same event
 * however often it is told.
 */
public final class Reports {
  private Reports() {}

  /** The operator took the message. */
  public static MessageEvent ack(Channel channel, String messageId, List<String> sentIds, Instant now) {
    Map<String, @Nullable Object> event = about(channel, messageId, "ack");
    event.put("sent_message_id", String.join(",", sentIds));
    return event(event, now, "");
  }

  /** Nobody will get the message. */
  public static MessageEvent nack(Channel channel, String messageId, String reason, Instant now) {
    Map<String, @Nullable Object> event = about(channel, messageId, "nack");
    event.put("nack_reason", reason);
    return event(event, now, "");
  }

  /** What the operator says of a message that it took. */
  static MessageEvent told(Channel channel, String messageId, Receipt receipt, Instant now) {
    return switch (receipt.status()) {
      case TAKEN -> ack(channel, messageId, List.of(receipt.reason() == null ? receipt.sentId() : receipt.reason()),
          now);
      case REFUSED -> nack(channel, messageId, receipt.reason() == null ? "no reason given" : receipt.reason(), now);
      case PENDING, DELIVERED, FAILED -> delivery(channel, messageId, receipt, now);
    };
  }

  /** A reason that the operator gives is in {@code failure_reason}. */
  private static MessageEvent delivery(Channel channel, String messageId, Receipt receipt, Instant now) {
    Map<String, @Nullable Object> event = about(channel, messageId, "delivery_report");
    event.put("delivery_status", receipt.status().wire());
    event.put("sent_message_id", receipt.sentId());
    if (receipt.reason() != null) {
      event.put("failure_reason", receipt.reason());
    }
    return event(event, now, receipt.sentId() + "\0" + receipt.status());
  }

  private static Map<String, @Nullable Object> about(Channel channel, String messageId, String type) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("event_type", type);
    event.put("user_message_id", messageId);
    event.put("transport_name", channel.key());
    event.put("transport_metadata", Map.of());
    event.put("helper_metadata", Map.of("go", Map.of("user_account", channel.tenant(), "conversation_type", "jsbox",
        "conversation_key", channel.app())));
    return event;
  }

  private static MessageEvent event(Map<String, @Nullable Object> event, Instant now, String detail) {
    String identity = String.join("\0", String.valueOf(event.get("transport_name")),
        String.valueOf(event.get("user_message_id")), String.valueOf(event.get("event_type")), detail);
    String id = UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
    return MessageEvent.of(event, new Stamp(id, now));
  }
}
