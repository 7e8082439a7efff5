package io.jukwaa.server.httpapi;

import io.jukwaa.message.Fields;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.server.clients.Parcels;
import io.jukwaa.server.clients.Waiting;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.HostRun;
import io.jukwaa.store.AppLog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the host does for a conversation: it puts what came in on its way to the clients. If a phone waits, it waits as
 * well, for as long as the phone does, for what a client has to say.
 */
record ConversationProgram(Parcels parcels, Waiting waiting, AppLog appLog) implements HostProgram {
  @Override
  public boolean isOf(App app) {
    return Conversation.of(app) != null;
  }

  @Override
  public void run(App app, HostRun run) {
    Conversation conversation = Conversation.of(app);
    UserMessage message = run.inbound();
    if (conversation == null || message == null || conversation.ignoresMessages()) {
      return;
    }
    if (isUnheard(conversation, conversation.messageUrl())) {
      appLog.append(app, AppLog.WARNING,
          "message " + message.messageId() + " is told to nobody: there is no push-message-url");
    } else if (phoneWaits(message)) {
      waiting.await(app.key(), message.messageId(), run, () -> put(app, message));
    } else {
      put(app, message);
    }
  }

  @Override
  public void tell(App app, MessageEvent event) {
    Conversation conversation = Conversation.of(app);
    if (conversation == null || conversation.ignoresEvents()) {
      return;
    }
    if (isUnheard(conversation, conversation.eventUrl())) {
      appLog.append(app, AppLog.INFO, "event " + event.eventId() + " is told to nobody: there is no push-event-url");
    } else {
      parcels.put(app, event, Json.text(marked(app, event.json()).members()), Map.of());
    }
  }

  private void put(App app, UserMessage message) {
    parcels.put(app, message, Json.text(message.json().members()));
  }

  /** An event says of which type its conversation is. */
  private static Fields marked(App app, Fields event) {
    Map<String, @Nullable Object> helper = new LinkedHashMap<>(event.object("helper_metadata"));
    helper.put("go", Map.of("user_account", app.tenant(), "conversation_type", app.conversationType(),
        "conversation_key", app.key()));
    return event.with("helper_metadata", helper);
  }

  private static boolean isUnheard(Conversation conversation, @Nullable String url) {
    return url == null && conversation.variant() == Conversation.Variant.NO_STREAM;
  }

  private static boolean phoneWaits(UserMessage message) {
    return message.sessionEvent().awaitsReply();
  }
}
