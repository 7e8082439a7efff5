package io.jukwaa.resources.outbound;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose app a message belongs to, in Vumi Go's words: {@code helper_metadata.go} with {@code user_account}, {@code
 * conversation_type} and {@code conversation_key}.
 */
final class GoMetadata {
  private GoMetadata() {}

  /** The message with the app's identity set, other members of {@code go} kept, and then the added keys. */
  static UserMessage added(Caller caller, UserMessage message, Map<String, @Nullable Object> added) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(message.helperMetadata());
    Map<String, @Nullable Object> go = new LinkedHashMap<>();
    if (metadata.get("go") instanceof Map<?, ?> present) {
      present.forEach((name, value) -> go.put(String.valueOf(name), value));
    }
    go.put("user_account", caller.tenant().key());
    go.put("conversation_type", "jsbox");
    go.put("conversation_key", caller.app().key());
    metadata.put("go", go);
    metadata.putAll(added);
    return message.with("helper_metadata", metadata);
  }
}
