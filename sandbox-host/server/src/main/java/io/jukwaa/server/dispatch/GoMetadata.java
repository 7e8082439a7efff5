package io.jukwaa.server.dispatch;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Vumi Go put into {@code helper_metadata} before an app saw a message; apps read it. */
final class GoMetadata {
  private GoMetadata() {}

  static UserMessage added(UserMessage message, App app) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(message.helperMetadata());
    metadata.put("delivery_class", deliveryClass(message.transportType()));
    metadata.put("go",
        Map.of("user_account", app.tenant(), "conversation_type", app.conversationType(), "conversation_key",
            app.key()));
    metadata.putIfAbsent("optout", Map.of("optout", false));
    return message.with("helper_metadata", metadata);
  }

  private static String deliveryClass(@Nullable String transportType) {
    return switch (transportType) {
      case "ussd", "twitter", "mxit", "wechat" -> transportType;
      case "xmpp" -> "gtalk";
      case null, default -> "sms";
    };
  }
}
