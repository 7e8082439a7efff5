package io.jukwaa.transports.twilio;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Outgoing;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.util.Map;
import java.util.TreeMap;

/** Sends each message by one request; Twilio cuts it in parts. */
record TwilioSender(Account account, OperatorClient client) implements Sender {
  /** Source: their error 21617. */
  private static final int LONGEST = 1600;

  @Override
  public Submission send(UserMessage message) {
    return client.submit(() -> request(message),
        response -> new SendingAnswer(response, account.reasons()).submission());
  }

  private Request request(UserMessage message) {
    return new Request("POST", account.url(), Map.of("Authorization", "Basic " + account.login().encoded(), "Accept",
        "application/json", "Content-Type", "application/x-www-form-urlencoded"), FormText.write(fields(message)));
  }

  private Map<String, String> fields(UserMessage message) {
    Map<String, String> fields = new TreeMap<>(account.common());
    fields.put("To", Outgoing.address(message, "one phone number"));
    String content = Outgoing.content(message);
    int length = content.codePointCount(0, content.length());
    if (length > LONGEST) {
      throw new InvalidFieldException("content", length + " characters", "at most " + LONGEST);
    }
    fields.put("Body", content);
    return fields;
  }
}
