package io.jukwaa.transports.madapi;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Outgoing;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pushes each message by one request, as a session of its own whose id is the message's: a push that is tried again has
 * the same, and so have the answers to it.
 */
record PushSender(Subscription subscription, OperatorClient client) implements Sender {
  private static final String BEGIN = "0";
  private static final String NOTIFICATION = "3";
  /** ITU-T E.164: a country code, which begins with no nought, and 15 digits at most. */
  private static final Pattern NUMBER = Pattern.compile("\\+?([1-9][0-9]{4,14})");

  @Override
  public Submission send(UserMessage message) {
    return client.submit(() -> request(message),
        response -> new SendingAnswer(response, subscription.reasons()).to(message));
  }

  private Request request(UserMessage message) {
    Map<String, String> push = new LinkedHashMap<>();
    push.put("sessionId", message.messageId());
    push.put("messageType", type(message.sessionEvent()));
    push.put("msisdn", number(message));
    push.put("serviceCode", subscription.serviceCode());
    push.put("ussdString", Outgoing.content(message));
    return new Request("POST", subscription.outbound(), Map.of("x-api-key", subscription.apiKey(), "Accept",
        "application/json", "Content-Type", "application/json"), Json.encode(push));
  }

  /** A message that opens a session asks something; one that is in none, or is its session's end, does not. */
  private static String type(SessionEvent event) {
    return switch (event) {
      case NEW -> BEGIN;
      case NONE, CLOSE -> NOTIFICATION;
      case RESUME -> throw new InvalidFieldException("session_event", event.wire(),
          "new for a screen that asks, null or close for one that tells, as a push goes on with no session");
    };
  }

  /** Their numbers have no plus. */
  private static String number(UserMessage message) {
    String expected = "one phone number, in international form";
    String address = Outgoing.address(message, expected);
    Matcher number = NUMBER.matcher(address);
    if (!number.matches()) {
      throw new InvalidFieldException("to_addr", address, expected);
    }
    return number.group(1);
  }
}
