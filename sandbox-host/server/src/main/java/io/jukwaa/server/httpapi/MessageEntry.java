package io.jukwaa.server.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.HostRun;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what a client sends: {@code PUT messages.json}. Blocks; one of a tenant at a time. */
record MessageEntry(Postings postings, Waiting waiting, OptOutStore optOuts, Supplier<Stamp> stamps) {
  /** So long a key stands for the message that was first sent with it. */
  static final Duration KEY_KEPT = Duration.ofHours(24);
  private static final int LONGEST_ADDRESS = 256;
  private static final String INVALID = "Invalid Message";
  private static final String BALANCER = "load_balancer";

  /** @param before what was sent under it already; null if nothing was */
  private record Identity(String id, @Nullable UserMessage before) {}

  /**
   * @param key what the client calls the request; null if nothing
   * @return the message as it is stored
   * @throws RequestRefusal if it is not taken
   * @throws StoreException if a store is gone
   */
  UserMessage put(Conversation conversation, byte[] body, @Nullable String key) {
    Map<String, @Nullable Object> payload = payload(body);
    Identity identity = identity(conversation.app(), key);
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
    UserMessage message = UserMessage.send(String.valueOf(address), (String) payload.get("content"), "default",
        new Stamp(id, stamps.get().time()));
    Map<String, @Nullable Object> helper = new LinkedHashMap<>(Map.of("go", Map.of("user_account", app.tenant(),
        "conversation_type", app.conversationType(), "conversation_key", app.key())));
    return postings.send(app, null, message.with("helper_metadata", balanced(helper, payload)));
  }

  private UserMessage reply(Conversation conversation, @Nullable Object question,
      Map<String, @Nullable Object> payload, String id) {
    App app = conversation.app();
    UserMessage inbound = question instanceof String asked ? postings.received(app, asked) : null;
    if (inbound == null) {
      throw RequestRefusal.bad("Invalid in_reply_to value");
    }
    List<String> errors = new ArrayList<>();
    check(errors, "content", isTextOrNull(payload.get("content")));
    check(errors, "session_event", isSessionEvent(payload.get("session_event")));
    refuse(errors, conversation, payload);
    SessionEvent session = "close".equals(payload.get("session_event")) ? SessionEvent.CLOSE : SessionEvent.NONE;
    UserMessage reply = inbound.reply((String) payload.get("content"), session, new Stamp(id, stamps.get().time()));
    UserMessage message = reply.with("helper_metadata",
        balanced(new LinkedHashMap<>(inbound.helperMetadata()), payload));
    HostRun run = waiting.take(app.key(), inbound.messageId());
    return run == null ? postings.send(app, inbound, message) : answer(app, run, message);
  }

  /** A phone waits for it. */
  private UserMessage answer(App app, HostRun run, UserMessage reply) {
    try {
      run.replyStamp(reply.messageId());
      run.send(reply);
    } catch (StoreException e) {
      waiting.giveBack(app.key(), String.valueOf(reply.inReplyTo()), run);
      throw e;
    }
    UserMessage stored = postings.sent(app, reply.messageId());
    return stored == null ? reply : stored;
  }

  private Identity identity(App app, @Nullable String key) {
    if (key == null) {
      return new Identity(stamps.get().id(), null);
    }
    for (int use = 0;; use++) {
      String identity = String.join("\0", app.tenant(), app.key(), key, use + "");
      String id = UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
      UserMessage before = postings.sent(app, id);
      if (before == null || stamps.get().time().isBefore(before.timestamp().plus(KEY_KEPT))) {
        return new Identity(id, before);
      }
    }
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
