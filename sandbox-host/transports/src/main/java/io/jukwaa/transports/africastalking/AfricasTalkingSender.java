package io.jukwaa.transports.africastalking;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.NoAnswerException;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends each message by a request of its own, so that each has an answer of its own. */
record AfricasTalkingSender(Account account, OperatorClient client) implements Sender {
  /** A comma would make two addressees of one, and the second nobody's. */
  private static final Pattern ONE_ADDRESS = Pattern.compile("[^,\\s\\p{Cntrl}]{1,64}");

  @Override
  public Submission send(UserMessage message) {
    try {
      Request request = new Request("POST", account.url(), Map.of("apikey", account.apiKey(), "Accept",
          "application/json", "Content-Type", "application/x-www-form-urlencoded"), FormText.write(fields(message)));
      return new SendingAnswer(client.ask(request), account.apiKey()).to(message);
    } catch (InvalidFieldException e) {
      return new Submission.Refused(String.valueOf(e.getMessage()));
    } catch (NoAnswerException e) {
      String reason = String.valueOf(e.getMessage());
      return e.asked() ? new Submission.Failed(reason) : new Submission.Unavailable(reason, null);
    }
  }

  private Map<String, String> fields(UserMessage message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", account.username());
    fields.put("to", address(message.toAddr()));
    fields.put("message", content(message.content()));
    String link = link(message);
    String from = link == null ? account.from() : message.fromAddr(); // a premium text is answered by its own short code
    if (from != null) {
      fields.put("from", from);
    }
    fields.put(link == null ? "bulkSMSMode" : "linkId", link == null ? "1" : link); // one bills us, the other the user
    return fields;
  }

  private static String address(@Nullable String address) {
    if (address == null || !ONE_ADDRESS.matcher(address).matches()) {
      throw new InvalidFieldException("to_addr", address, "one phone number");
    }
    return address;
  }

  private static String content(@Nullable String content) {
    if (content == null || content.isEmpty()) {
      throw new InvalidFieldException("content", null, "text");
    }
    return content;
  }

  /** The link of the premium text that this message answers, see {@link IncomingText}; null if it answers none. */
  private static @Nullable String link(UserMessage message) {
    return message.transportMetadata().get("africastalking") instanceof Map<?, ?> incoming
        && incoming.get("link_id") instanceof String link && !link.isBlank() ? link : null;
  }
}
