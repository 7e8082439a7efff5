package io.jukwaa.server.bench;

import io.jukwaa.message.Fields;
import io.jukwaa.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What users say and must see: {@code conversation.json}, as requests to {@code POST /messages/{channel}}. */
public final class Dialogue {
  private final List<Fields> steps;

  private Dialogue(List<Fields> steps) {
    this.steps = steps;
  }

  public static Dialogue read(Path file) {
    try {
      Fields wrapped = Json.object("conversation", "{\"steps\":" + Files.readString(file) + "}");
      List<Fields> steps = new ArrayList<>();
      for (Object step : (List<?>) Objects.requireNonNull(wrapped.value("steps"))) {
        steps.add(Json.object("step", Json.text(step)));
      }
      return new Dialogue(List.copyOf(steps));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The users from one number to before another, each with an address of its own. */
  public List<Speaker> speakers(String channel, int first, int end) {
    return IntStream.range(first, end).mapToObj(user -> speaker(channel, "+2782" + String.format("%07d", user)))
        .toList();
  }

  private Speaker speaker(String channel, String address) {
    return new Speaker(steps.stream().map(step -> new Speaker.Line(request(channel, address, step),
        utf8("\"content\":" + Json.text(step.text("screen").replace("{{user}}", address))))).toList());
  }

  /** A user who dials. */
  static byte[] request(String channel, String address) {
    return request(channel, address, Fields.EMPTY.with("content", null).with("session_event", "new"));
  }

  private static byte[] request(String channel, String address, Fields step) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("from_addr", address);
    message.put("to_addr", "*120*1#");
    message.put("content", step.value("content"));
    message.put("session_event", step.value("session_event"));
    message.put("transport_type", "ussd");
    byte[] body = utf8(Json.text(message));
    byte[] head = utf8(
        "POST /messages/" + channel + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: " + body.length + "\r\n\r\n");
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
