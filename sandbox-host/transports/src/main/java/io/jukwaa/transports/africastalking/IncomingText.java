package io.jukwaa.transports.africastalking;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Networks;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text from a phone: {@code id}, {@code text}, {@code from} and {@code to}; perhaps {@code date}, {@code linkId} of a
 * premium service, {@code networkCode} and {@code cost}.
 *
 * @param fields of the form, known to hold no control characters
 */
record IncomingText(Channel channel, Map<String, String> fields) {
  private static final int LONGEST_ID = 200;
  /** Field → its name in {@code transport_metadata.africastalking}; a reply is sent with the {@code link_id} there. */
  private static final Map<String, String> KEPT = Map.of("date", "date", "linkId", "link_id", "networkCode",
      "network_code", "cost", "cost");

  /**
   * What apps see. The id is the same whenever the operator tells the same text.
   *
   * @param now as their {@code date} names no time zone for sure
   * @throws InvalidFieldException naming the field that is missing or wrong
   */
  UserMessage message(Instant now) {
    String id = Texts.word("id", Texts.required(fields, "id"), LONGEST_ID);
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("to_addr", Texts.address("to", Texts.required(fields, "to")));
    message.put("from_addr", Texts.address("from", Texts.required(fields, "from")));
    message.put("content", Texts.required(fields, "text"));
    message.put("transport_name", channel.key());
    message.put("transport_type", "sms");
    message.put("provider", Networks.name(fields.get("networkCode")));
    message.put("transport_metadata", Map.of("africastalking", metadata(id)));
    return UserMessage.of(message, new Stamp(StableId.of(channel.key(), id), now));
  }

  private Map<String, String> metadata(String id) {
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("id", id));
    fields.forEach((name, value) -> {
      String kept = KEPT.get(name);
      if (kept != null && !value.isBlank()) { // they send fields they have no value for
        metadata.put(kept, value);
      }
    });
    return metadata;
  }
}
