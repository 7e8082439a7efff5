package io.jukwaa.transports.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of messages, JSON objects as vumi's {@code message.py} has them. Lenient with what comes in, exact with what
 * leaves: every field, and nothing but ASCII, as Python writes it.
 */
final class Payload {
  private static final int LARGEST = 256 * 1024;
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_REASON = 200;
  private static final Pattern ONE_ADDRESS = Pattern.compile("[^,\\s\\p{Cntrl}]{1,256}");
  private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Payload() {}

  /**
   * What a Vumi transport says of its own state.
   *
   * @param status {@code ok}, {@code degraded} or {@code down}
   */
  record State(String component, String status, String type) {}

  /**
   * @param now for a message that has no time of its own
   * @throws InvalidFieldException naming the member that is missing or wrong
   */
  static UserMessage message(byte[] body, Instant now) {
    Map<String, @Nullable Object> given = object(body);
    given.remove("__cache__"); // notes of workers of Vumi Go for each other
    given.remove("inbound_push_trigger"); // only this host begins runs that answer nobody
    given.remove("timestamp", null);
    UserMessage message = UserMessage.of(given, new Stamp(Fields.of(given).text("message_id"), now));
    Texts.word("message_id", message.messageId(), LONGEST_ID);
    Texts.word("from_addr", message.json().text("from_addr"), LONGEST_ID);
    return message;
  }

  /**
   * What an event says of a message that left. Its id is what the broker took it under.
   *
   * @throws InvalidFieldException naming the member that is missing or wrong
   */
  static Receipt event(byte[] body) {
    Fields event = Fields.of(object(body));
    expect(event, "event");
    String about = Texts.word("user_message_id", event.text("user_message_id"), LONGEST_ID);
    return switch (event.text("event_type")) {
      case "ack" -> new Receipt(about, Receipt.Status.TAKEN, line(event, "sent_message_id"));
      case "nack" -> new Receipt(about, Receipt.Status.REFUSED, line(event, "nack_reason"));
      case "delivery_report" -> new Receipt(about, delivery(event), line(event, "failure_reason"));
      default -> throw new InvalidFieldException("event_type", event.value("event_type"),
          "ack, nack or delivery_report");
    };
  }

  /** @throws InvalidFieldException naming the member that is missing or wrong */
  static State state(byte[] body) {
    Fields state = Fields.of(object(body));
    expect(state, "status_event");
    String status = state.text("status");
    if (!status.matches("ok|degraded|down")) {
      throw new InvalidFieldException("status", status, "ok, degraded or down");
    }
    return new State(word(state, "component"), status, word(state, "type"));
  }

  /**
   * A message as the transport wants it. It leaves by the endpoint {@code default}, the only one that transports listen
   * to, whatever the app calls the one that it sent it by.
   *
   * @param from whom a message is from which says nothing of it; null for nobody
   * @throws InvalidFieldException if it is for nobody, or for several
   */
  static byte[] body(UserMessage message, Queues queues, @Nullable String from) {
    String to = message.toAddr();
    if (to == null ? message.group() == null : !ONE_ADDRESS.matcher(to).matches()) {
      throw new InvalidFieldException("to_addr", to, "one address");
    }
    UserMessage sent = message.with("transport_name", queues.transport())
        .with("routing_metadata", Map.of("endpoint_name", "default"));
    if (sent.fromAddr() == null) {
      sent = sent.with("from_addr", from);
    }
    try {
      byte[] body = JSON.writeValueAsString(sent.json().members()).getBytes(US_ASCII);
      if (body.length > LARGEST) {
        throw new InvalidFieldException("message", body.length + " bytes", "at most " + LARGEST);
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // it came as JSON
    }
  }

  private static Map<String, @Nullable Object> object(byte[] body) {
    if (body.length > LARGEST) {
      throw new InvalidFieldException("body", body.length + " bytes", "at most " + LARGEST);
    }
    return StrictJson.objectOfAnyTexts(body);
  }

  private static void expect(Fields json, String type) {
    if (json.has("message_type") && !type.equals(json.value("message_type"))) {
      throw new InvalidFieldException("message_type", json.value("message_type"), type);
    }
  }

  private static Receipt.Status delivery(Fields event) {
    return switch (event.text("delivery_status")) {
      case "pending" -> Receipt.Status.PENDING;
      case "delivered" -> Receipt.Status.DELIVERED;
      case "failed" -> Receipt.Status.FAILED;
      default -> throw new InvalidFieldException("delivery_status", event.value("delivery_status"),
          "pending, failed or delivered");
    };
  }

  private static @Nullable String line(Fields event, String name) {
    String text = event.textOrNull(name);
    return text == null || text.isBlank() ? null : Texts.line(text, LONGEST_REASON);
  }

  private static String word(Fields state, String name) {
    String text = state.text(name);
    if (!text.matches("[A-Za-z0-9_.-]{1,60}")) {
      throw new InvalidFieldException(name, text, "1 to 60 letters, digits, _, . and -");
    }
    return text;
  }
}
