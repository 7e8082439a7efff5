package io.jukwaa.transports.kannel;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Texts;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text from a phone: {@code from}, {@code to}, {@code text} and {@code id}; perhaps {@code charset}, {@code coding},
 * {@code ts}, {@code smsc}, {@code udh} and {@code meta}. Kannel has put long texts together.
 */
record IncomingText(Channel channel, Query query) {
  private static final int LONGEST_ID = 200;

  /**
   * What apps see. The id is the same whenever Kannel tells the same text: it follows from theirs or, if they have
   * none, from the second it came in, the numbers and the words.
   *
   * @param now as what the operator's clock says is of no use to order messages by
   * @throws InvalidFieldException naming the field that is missing or wrong
   */
  UserMessage message(Instant now) {
    String from = Texts.address("from", query.required("from"));
    String to = Texts.address("to", query.required("to"));
    String text = query.text();
    String stable = stableId(from, to, text);
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("to_addr", to);
    message.put("from_addr", from);
    message.put("content", text);
    message.put("transport_name", channel.key());
    message.put("transport_type", KannelTransport.TYPE);
    message.put("transport_metadata", Map.of("kannel", metadata()));
    return UserMessage.of(message, new Stamp(stable, now));
  }

  private String stableId(String from, String to, String text) {
    String id = query.optional("id");
    if (!id.isEmpty()) {
      return StableId.of(channel.key(), Texts.word("id", id, LONGEST_ID));
    }
    String second = query.optional("ts");
    if (second.isEmpty()) {
      throw new InvalidFieldException("id", null, "a value, or one of ts");
    }
    return StableId.of(channel.key(), second, from, to, text);
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    keep(metadata, "id", query.optional("id"));
    keep(metadata, "ts", query.optional("ts"));
    keep(metadata, "smsc", query.optional("smsc"));
    keep(metadata, "udh", HexFormat.of().formatHex(query.bytes("udh")));
    String meta = query.optional("meta");
    keep(metadata, "meta", meta.endsWith("?") ? "" : meta); // a group that holds nothing: ?smpp?
    return metadata;
  }

  private static void keep(Map<String, String> metadata, String name, String value) {
    if (!value.isBlank()) {
      metadata.put(name, value);
    }
  }
}
