package io.jukwaa.transports.africastalking;

import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Outgoing;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends each message by a request of its own, so that each has an answer of its own. */
record AfricasTalkingSender(Account account, OperatorClient client) implements Sender {
  @Override
  public Submission send(UserMessage message) {
    return client.submit(() -> request(message),
        response -> new SendingAnswer(response, new Reasons(Map.of("api-key", account.apiKey()))).to(message));
  }

  private Request request(UserMessage message) {
    return new Request("POST", account.url(), Map.of("apikey", account.apiKey(), "Accept", "application/json",
        "Content-Type", "application/x-www-form-urlencoded"), FormText.write(fields(message)));
  }

  private Map<String, String> fields(UserMessage message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", account.username());
    fields.put("to", Outgoing.address(message, "one phone number"));
    fields.put("message", Outgoing.content(message));
    String link = link(message);
    String from = link == null ? account.from() : message.fromAddr(); // a premium text is answered by its own short code
    if (from != null) {
      fields.put("from", from);
    }
    fields.put("bulkSMSMode", link == null ? "1" : "0"); // we pay, or the user does
    if (link != null) {
      fields.put("linkId", link);
    }
    return fields;
  }

  /** The link of the premium text that this message answers, see {@link IncomingText}; null if it answers none. */
  private static @Nullable String link(UserMessage message) {
    return message.transportMetadata().get("africastalking") instanceof Map<?, ?> incoming
        && incoming.get("link_id") instanceof String link && !link.isBlank() ? link : null;
  }
}
