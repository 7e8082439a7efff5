package io.jukwaa.server.junebug;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.server.clients.Push;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to be sent, read from the body of {@code POST …/messages/} (sandbox-protocol 7.5). Whatever is null
 * counts as not there.
 *
 * @param to null if it is a reply to what is known
 * @param session what the client says of it; {@link SessionEvent#CLOSE} too if it says that it does not go on
 * @param continues what the client says of that; null if nothing
 * @param data the rest of {@code channel_data}
 */
record Outgoing(@Nullable String to, @Nullable String from, @Nullable String content, @Nullable String group,
    @Nullable String replyTo, @Nullable String eventUrl, @Nullable String eventToken, SessionEvent session,
    @Nullable Boolean continues, Map<String, @Nullable Object> data) {
  private static final int LONGEST_WORD = 256;
  private static final String CONTENT = "content";
  private static final String DATA = "channel_data";
  private static final List<String> TEXTS = List.of("to", "from", "group", "reply_to", CONTENT, "event_url",
      "event_auth_token", "priority");

  Outgoing {
    data = Fields.of(data).members();
  }

  /** @throws ApiRefusal 400 if the body is none that can be sent */
  static Outgoing read(byte[] body) {
    Map<String, @Nullable Object> members;
    try {
      members = StrictJson.objectOfAnyTexts(body);
    } catch (InvalidFieldException e) {
      throw ApiRefusal.bad("json decode error", "JsonDecodeError", String.valueOf(e.getMessage()));
    }
    checkForm(members);
    Fields json = Fields.of(members);
    try {
      return read(json);
    } catch (InvalidFieldException e) {
      throw ApiRefusal.usage(String.valueOf(e.getMessage()));
    }
  }

  /** How many characters it has. */
  int length() {
    return content == null ? 0 : content.codePointCount(0, content.length());
  }

  private static Outgoing read(Fields json) {
    String to = word(json, "to");
    String replyTo = word(json, "reply_to");
    if (to == null && replyTo == null) {
      throw ApiRefusal.usage("Either \"to\" or \"reply_to\" must be specified");
    }
    String eventUrl = json.textOrNull("event_url");
    if (eventUrl != null && !Push.isUrl(eventUrl)) {
      throw new InvalidFieldException("event_url", "no such URL", "an absolute http or https URL");
    }
    String token = json.textOrNull("event_auth_token");
    if (token != null && !JunebugApp.TOKEN.matcher(token).matches()) {
      throw new InvalidFieldException("event_auth_token", "no such token", "1 to 1000 ASCII characters");
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>(json.object(DATA));
    SessionEvent session = session(data.remove(Rendering.SESSION));
    Boolean continues = continues(data.remove(Rendering.CONTINUES));
    return new Outgoing(to, word(json, "from"), json.textOrNull(CONTENT), word(json, "group"), replyTo, eventUrl, token,
        Boolean.FALSE.equals(continues) && session == SessionEvent.NONE ? SessionEvent.CLOSE : session, continues,
        data);
  }

  /** All that is wrong is said at once, as Junebug did. */
  private static void checkForm(Map<String, @Nullable Object> members) {
    List<Map<String, Object>> misfits = new ArrayList<>();
    members.forEach((name, value) -> {
      boolean text = TEXTS.contains(name);
      if (!text && !name.equals(DATA)) {
        misfits
            .add(misfit(Texts.line(name, LONGEST_WORD), "not known", "one of " + String.join(", ", TEXTS) + ", " + DATA,
                List.of("additionalProperties")));
      } else if (value != null && !(text ? value instanceof String : value instanceof Map)) {
        misfits.add(misfit(name, value, text ? "text or null" : "an object", List.of("properties", name, "type")));
      }
    });
    if (!members.containsKey(CONTENT)) {
      misfits.add(misfit(CONTENT, null, "text or null", List.of("required")));
    }
    if (!misfits.isEmpty()) {
      throw ApiRefusal.misfits(misfits);
    }
  }

  private static Map<String, Object> misfit(String field, @Nullable Object value, String expected, List<String> path) {
    return ApiRefusal.misfit(String.valueOf(new InvalidFieldException(field, value, expected).getMessage()), path);
  }

  private static @Nullable String word(Fields json, String name) {
    String text = json.textOrNull(name);
    return text == null ? null : Texts.word(name, text, LONGEST_WORD);
  }

  private static SessionEvent session(@Nullable Object value) {
    try {
      return SessionEvent.of(value);
    } catch (InvalidFieldException e) {
      throw e.in(DATA);
    }
  }

  private static @Nullable Boolean continues(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      default -> throw new InvalidFieldException(DATA + '.' + Rendering.CONTINUES, value, "true or false");
    };
  }
}
