package io.jukwaa.transports.telegram;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Telegram tells a bot: {@code update_id} and one member that says what happened. An app gets a {@code message} of
 * a private {@code chat} that has a {@code text}, or a {@code caption} below a picture, and nothing else.
 */
record Update(Fields json) {
  private static final int LONGEST_KIND = 100;
  /** Members of {@code from} that apps see in {@code transport_metadata.telegram}. */
  private static final List<String> KEPT = List.of("first_name", "username", "language_code");

  /** What happened, as one line: the names of the members. */
  String kind() {
    return Texts.line(String.join(", ", json.members().keySet()), LONGEST_KIND);
  }

  /**
   * What apps see. The id is the same whenever Telegram tells the same update.
   *
   * @param bot its name; null if nobody said
   * @return null if it is nothing for an app
   * @throws InvalidFieldException naming the member that is missing or wrong
   */
  @Nullable
  UserMessage message(Channel channel, @Nullable String bot, Instant now) {
    String id = whole(json, "update_id");
    Fields message = Fields.of(json.object("message"));
    return inside("message", () -> {
      String text = message.textOrNull(message.has("text") ? "text" : "caption");
      Fields chat = Fields.of(message.object("chat"));
      if (text == null || !inside("chat", () -> chat.text("type")).equals("private")) {
        return null;
      }
      Map<String, @Nullable Object> given = new LinkedHashMap<>();
      given.put("to_addr", bot);
      given.put("from_addr", inside("chat", () -> whole(chat, "id")));
      given.put("content", text);
      given.put("transport_name", channel.key());
      given.put("transport_type", TelegramTransport.NAME);
      given.put("transport_metadata", Map.of("telegram", metadata(id, message)));
      return UserMessage.of(given, new Stamp(StableId.of(channel.key(), id), now));
    });
  }

  private static Map<String, String> metadata(String id, Fields message) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("update_id", id);
    metadata.put("message_id", whole(message, "message_id"));
    Fields from = Fields.of(message.object("from"));
    for (String name : KEPT) {
      String value = inside("from", () -> from.textOrNull(name));
      if (value != null) {
        metadata.put(name, value);
      }
    }
    return metadata;
  }

  /** Ids have up to 52 bits. */
  private static String whole(Fields object, String name) {
    Object value = object.value(name);
    if (value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    throw new InvalidFieldException(name, value, "a whole number");
  }

  private static <T extends @Nullable Object> T inside(String member, Supplier<T> read) {
    try {
      return read.get();
    } catch (InvalidFieldException e) {
      throw e.in(member);
    }
  }
}
