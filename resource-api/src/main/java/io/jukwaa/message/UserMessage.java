package io.jukwaa.message;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from or to a phone user, in Vumi's JSON form ({@code message_type: user_message}, version 20110921).
 *
 * <p>Lenient on input: fields a transport left out are filled in, unknown top-level fields are kept. Exact on output:
 * {@link #json} has every field of the format, null where there is nothing to say.
 *
 * @param json the whole payload
 */
public record UserMessage(Fields json) implements Received {
  public static final String VERSION = "20110921";
  /** The endpoint that every app has, and of messages that name none. */
  public static final String DEFAULT_ENDPOINT = "default";
  private static final List<String> NULLABLE_TEXT = List.of("to_addr", "from_addr", "in_reply_to", "content",
      "transport_name", "transport_type", "group", "provider", "to_addr_type", "from_addr_type");
  private static final List<String> OBJECTS = List.of("transport_metadata", "helper_metadata", "routing_metadata");

  /** @throws InvalidFieldException if a field holds what the format does not allow; nothing else is looked at */
  public UserMessage {
    json.text("message_id");
    Timestamps.parse("timestamp", json.text("timestamp"));
    expect(json, "message_version", VERSION);
    expect(json, "message_type", "user_message");
    SessionEvent.of(json.value("session_event"));
    NULLABLE_TEXT.forEach(json::textOrNull);
    OBJECTS.forEach(json::object);
  }

  /**
   * A message from what a peer sent: absent fields get the format's defaults, {@code message_id} and
   * {@code timestamp} those of the stamp.
   *
   * @throws InvalidFieldException naming the field that holds something the format does not allow
   */
  public static UserMessage of(Map<String, @Nullable Object> given, Stamp stamp) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("message_id", stamp.id());
    all.put("timestamp", Timestamps.text(stamp.time()));
    all.put("message_version", VERSION);
    all.put("message_type", "user_message");
    all.put("session_event", null);
    NULLABLE_TEXT.forEach(name -> all.put(name, null));
    OBJECTS.forEach(name -> all.put(name, Map.of()));
    given.forEach((name, value) -> {
      if (value != null || !OBJECTS.contains(name)) {
        all.put(name, value);
      }
    });
    return new UserMessage(new Fields(all));
  }

  public String messageId() {
    return json.text("message_id");
  }

  public Instant timestamp() {
    return Timestamps.parse("timestamp", json.text("timestamp"));
  }

  public @Nullable String toAddr() {
    return json.textOrNull("to_addr");
  }

  public @Nullable String fromAddr() {
    return json.textOrNull("from_addr");
  }

  public @Nullable String inReplyTo() {
    return json.textOrNull("in_reply_to");
  }

  public @Nullable String content() {
    return json.textOrNull("content");
  }

  public @Nullable String transportType() {
    return json.textOrNull("transport_type");
  }

  public @Nullable String group() {
    return json.textOrNull("group");
  }

  public SessionEvent sessionEvent() {
    return SessionEvent.of(json.value("session_event"));
  }

  public Map<String, @Nullable Object> helperMetadata() {
    return json.object("helper_metadata");
  }

  public Map<String, @Nullable Object> transportMetadata() {
    return json.object("transport_metadata");
  }

  /** {@code routing_metadata.endpoint_name}; {@code default} when absent. */
  public String endpoint() {
    return json.object("routing_metadata").get("endpoint_name") instanceof String name ? name : DEFAULT_ENDPOINT;
  }

  /** Whether this is a push trigger: a run without a message from the user, whose reply becomes a plain send. */
  public boolean isPushTrigger() {
    return Boolean.TRUE.equals(json.value("inbound_push_trigger"));
  }

  /** A copy with one field set. */
  public UserMessage with(String field, @Nullable Object value) {
    return new UserMessage(json.with(field, value));
  }

  /**
   * What is left of it when a person is deleted: its id, time, kind and ways, and the other side's address. Whatever could
   * say what was said, or by whom, is gone.
   *
   * @param address of the person
   * @param pseudonym what stands in its place
   */
  public UserMessage erased(String address, String pseudonym) {
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    for (String kept : List.of("message_id", "timestamp", "session_event", "in_reply_to", "transport_name",
        "transport_type", "from_addr", "to_addr")) {
      Object value = json.value(kept);
      left.put(kept, address.equals(value) ? pseudonym : value);
    }
    left.put("routing_metadata", Map.of("endpoint_name", endpoint()));
    return of(left, new Stamp(messageId(), timestamp()));
  }

  /**
   * The reply to this message: addresses swapped, everything the transport needs to find its session copied.
   *
   * @param session {@link SessionEvent#NONE} keeps the session open, {@link SessionEvent#CLOSE} ends it
   */
  public UserMessage reply(@Nullable String content, SessionEvent session, Stamp stamp) {
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    reply.put("to_addr", fromAddr());
    reply.put("from_addr", toAddr());
    reply.put("in_reply_to", messageId());
    reply.put("content", content);
    reply.put("session_event", session.wire());
    for (String copied : List.of("group", "provider", "transport_name", "transport_type", "transport_metadata",
        "helper_metadata")) {
      reply.put(copied, json.value(copied));
    }
    reply.put("routing_metadata", Map.of("endpoint_name", endpoint()));
    return of(reply, stamp);
  }

  /** A message nobody asked for, to one address through one endpoint. */
  public static UserMessage send(String toAddr, @Nullable String content, String endpoint, Stamp stamp) {
    Map<String, @Nullable Object> send = new LinkedHashMap<>();
    send.put("to_addr", toAddr);
    send.put("content", content);
    send.put("routing_metadata", Map.of("endpoint_name", endpoint));
    return of(send, stamp);
  }

  private static void expect(Fields json, String field, String value) {
    if (!value.equals(json.value(field))) {
      throw new InvalidFieldException(field, json.value(field), value);
    }
  }
}
