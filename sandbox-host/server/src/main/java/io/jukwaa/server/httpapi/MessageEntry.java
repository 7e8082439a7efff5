package io.jukwaa.server.httpapi;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.Replies;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.Texts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what a client sends: {@code PUT messages.json}. Blocks; one of a tenant at a time. */
record MessageEntry(RequestKeys keys, Replies replies, OptOutStore optOuts, InstantSource clock) {
  private static final int LONGEST_ADDRESS = 256;
  private static final String INVALID = "Invalid Message";
  private static final String BALANCER = "load_balancer";

  /**
   * @param key what the client calls the request; null if nothing
   * @return the message as it is stored
   * @throws RequestRefusal if it is not taken
   * @throws StoreException if a store is gone
   */
  UserMessage put(Conversation conversation, byte[] body, @Nullable String key) {
    Map<String, @Nullable Object> payload = payload(body);
    RequestKeys.Identity identity = keys.of(conversation.app(), key);
    Postings postings = keys.postings();
    UserMessage before = identity.before();
    if (before != null) {
      String question = before.inReplyTo();
      postings.sendAgain(conversation.app(), question == null ? null : postings.received(conversation.app(), question),
          before);
      return before;
    }
    Object question = payload.get("in_reply_to");
    return isTrue(question)
        ? reply(conversation, question, payload, identity.id())
        : send(conversation, payload, identity.id());
  }

  private UserMessage send(Conversation conversation, Map<String, @Nullable Object> payload, String id) {
    App app = conversation.app();
    Object address = payload.get("to_addr");
    if (conversation.checksOptOuts() && address instanceof String receiver) {
      String type = payload.get("to_addr_type") == null ? "msisdn" : String.valueOf(payload.get("to_addr_type"));
      if (optOuts.find(app.tenant(), type, receiver) != null) {
        throw RequestRefusal.bad("Recipient with " + type + " " + receiver + " has opted out");
      }
    }
    List<String> errors = new ArrayList<>();
    check(errors, "content", isTextOrNull(payload.get("content")));
    check(errors, "to_addr", address instanceof String text && isAddress(text));
    refuse(errors, conversation, payload);
    UserMessage message = UserMessage.send(String.valueOf(address), (String) payload.get("content"),
        UserMessage.DEFAULT_ENDPOINT,
        new Stamp(id, clock.instant()));
    Map<String, @Nullable Object> helper = new LinkedHashMap<>(Map.of("go", Map.of("user_account", app.tenant(),
        "conversation_type", app.conversationType(), "conversation_key", app.key())));
    return keys.postings().send(app, null, message.with("helper_metadata", balanced(helper, payload)));
  }

  private UserMessage reply(Conversation conversation, @Nullable Object question,
      Map<String, @Nullable Object> payload, String id) {
    App app = conversation.app();
    UserMessage inbound = question instanceof String asked ? keys.postings().received(app, asked) : null;
    if (inbound == null) {
      throw RequestRefusal.bad("Invalid in_reply_to value");
    }
    List<String> errors = new ArrayList<>();
    check(errors, "content", isTextOrNull(payload.get("content")));
    check(errors, "session_event", isSessionEvent(payload.get("session_event")));
    refuse(errors, conversation, payload);
    SessionEvent session = "close".equals(payload.get("session_event")) ? SessionEvent.CLOSE : SessionEvent.NONE;
    UserMessage reply = inbound.reply((String) payload.get("content"), session, new Stamp(id, clock.instant()));
    UserMessage message = reply.with("helper_metadata",
        balanced(new LinkedHashMap<>(inbound.helperMetadata()), payload));
    return replies.send(app, inbound, message);
  }

  private static Map<String, @Nullable Object> payload(byte[] body) {
    try {
      return StrictJson.objectOfAnyTexts(body);
    } catch (InvalidFieldException e) {
      throw RequestRefusal.bad(INVALID);
    }
  }

  private static void refuse(List<String> errors, Conversation conversation, Map<String, @Nullable Object> payload) {
    if (conversation.longest() > 0 && payload.get("content") instanceof String content) {
      int length = content.codePointCount(0, content.length());
      if (length > conversation.longest()) {
        errors.add("Payload content too long: " + length + " > " + conversation.longest());
      }
    }
    if (!errors.isEmpty()) {
      throw RequestRefusal.bad(errors.size() == 1 ? errors.getFirst() : "Errors:\n* " + String.join("\n* ", errors));
    }
  }

  private static void check(List<String> errors, String key, boolean valid) {
    if (!valid) {
      errors.add("Invalid or missing value for payload key '" + key + "'");
    }
  }

  private static Map<String, @Nullable Object> balanced(Map<String, @Nullable Object> helper,
      Map<String, @Nullable Object> payload) {
    if (payload.get("helper_metadata") instanceof Map<?, ?> given && given.get(BALANCER) != null) {
      helper.put(BALANCER, given.get(BALANCER));
    }
    return helper;
  }

  /** As Python has it. */
  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0;
      case Map<?, ?> map -> !map.isEmpty();
      case List<?> list -> !list.isEmpty();
      default -> true;
    };
  }

  private static boolean isTextOrNull(@Nullable Object value) {
    return value == null || value instanceof String;
  }

  private static boolean isSessionEvent(@Nullable Object value) {
    try {
      SessionEvent.of(value);
      return true;
    } catch (InvalidFieldException e) {
      return false;
    }
  }

  private static boolean isAddress(String text) {
    try {
      Texts.word("to_addr", text, LONGEST_ADDRESS);
      return true;
    } catch (InvalidFieldException e) {
      return false;
    }
  }
}
