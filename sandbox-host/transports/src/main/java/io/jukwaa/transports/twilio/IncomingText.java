package io.jukwaa.transports.twilio;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text from a phone: {@code MessageSid}, {@code From}, {@code To} and {@code Body}, which may be missing where there
 * are pictures: {@code NumMedia} of them, at {@code MediaUrl0} and so on.
 *
 * @param fields of the form, known to hold no control characters
 */
record IncomingText(Channel channel, Map<String, String> fields) {
  static final int LONGEST_ID = 200;
  private static final int LONGEST_URL = 2000;
  /** Field → its name in {@code transport_metadata.twilio}. */
  private static final Map<String, String> KEPT = Map.of("MessagingServiceSid", "messaging_service_sid", "NumSegments",
      "num_segments", "FromCountry", "from_country", "FromState", "from_state", "FromCity", "from_city", "FromZip",
      "from_zip", "ToCountry", "to_country", "OptOutType", "opt_out_type");

  /**
   * What apps see. The id is the same whenever Twilio tells the same text.
   *
   * @throws InvalidFieldException naming the field that is missing or wrong
   */
  UserMessage message(Instant now) {
    String id = Texts.word("MessageSid", Texts.required(fields, "MessageSid"), LONGEST_ID);
    List<String> media = media();
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("to_addr", Texts.address("To", Texts.required(fields, "To")));
    message.put("from_addr", Texts.address("From", Texts.required(fields, "From")));
    message.put("content", media.isEmpty() ? Texts.required(fields, "Body") : fields.get("Body"));
    message.put("transport_name", channel.key());
    message.put("transport_type", TwilioTransport.TYPE);
    message.put("transport_metadata", Map.of("twilio", metadata(id, media)));
    if ("STOP".equals(fields.get("OptOutType"))) { // as Vumi marks it
      message.put("helper_metadata", Map.of("optout", Map.of("optout", true)));
    }
    return UserMessage.of(message, new Stamp(StableId.of(channel.key(), id), now));
  }

  private Map<String, @Nullable Object> metadata(String id, List<String> media) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("id", id);
    fields.forEach((name, value) -> {
      String kept = KEPT.get(name);
      if (kept != null && !value.isBlank()) { // they send fields they have no value for
        metadata.put(kept, value);
      }
    });
    if (!media.isEmpty()) {
      metadata.put("media", media);
    }
    return metadata;
  }

  private List<String> media() {
    String count = fields.getOrDefault("NumMedia", "0");
    if (!count.matches("[0-9]{1,2}")) {
      throw new InvalidFieldException("NumMedia", count, "a whole number, 0 to 99");
    }
    List<String> media = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(count); i++) {
      media.add(Texts.word("MediaUrl" + i, Texts.required(fields, "MediaUrl" + i), LONGEST_URL));
    }
    return media;
  }
}
