package io.jukwaa.transports.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Golden;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.amqp.Queues.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays {@code golden/vumi-amqp/bodies.json}: bodies that come in and what is made of them, messages and the bodies they
 * leave in. Run with {@code -Dgolden.update} to write down what happens, then read the difference.
 */
class BodiesTest {
  private Host host;

  @BeforeEach
  void start(@TempDir Path data) {
    host = new Host(data);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @TestFactory
  Stream<DynamicContainer> speaksAsTheTableSays() throws IOException {
    return Golden.play("bodies.json", (_, table) -> Stream.concat(Golden.rows(table.path("deliveries"), this::deliver),
        Golden.rows(table.path("sends"), BodiesTest::send)));
  }

  private void deliver(ObjectNode row) {
    host.port.ran.clear();
    host.port.receipts.clear();
    JsonNode body = row.path("body");
    byte[] bytes = (body.isTextual() ? body.textValue() : body.toString()).getBytes(UTF_8);
    Kind kind = Kind.valueOf(row.path("kind").asText().toUpperCase(Locale.ROOT));
    Channel channel = new Channel(row.path("name").asText(), "tenant", "app", "vumi-amqp", Map.of(), "Sorry");
    String fate = new Deliveries(channel, Duration.ofSeconds(8), host.context).take(kind, bytes, new Lines())
        .toCompletableFuture().join().name().toLowerCase(Locale.ROOT);
    compare(row, "fate", Golden.JSON.valueToTree(fate));
    compare(row, "messages", Golden.JSON.valueToTree(host.port.ran.stream().map(message -> message.json().members())
        .toList()));
    compare(row, "receipts", Golden.JSON.valueToTree(host.port.receipts.stream().map(String::valueOf).toList()));
  }

  private static void send(ObjectNode row) {
    String from = row.path("from").textValue();
    try {
      byte[] body = Payload.body(message(row.path("message")), new Queues("clinic_ussd"), from);
      compare(row, "body", Golden.JSON.getNodeFactory().textNode(new String(body, UTF_8)));
    } catch (InvalidFieldException e) {
      compare(row, "refused", Golden.JSON.getNodeFactory().textNode(e.getMessage()));
    }
  }

  private static void compare(ObjectNode row, String field, JsonNode seen) {
    if (Golden.UPDATE) {
      row.set(field, seen);
    }
    assertThat(seen).isEqualTo(row.path(field));
  }

  private static UserMessage message(JsonNode fields) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    fields.properties().forEach(
        each -> given.put(each.getKey(), Golden.JSON.convertValue(each.getValue(), Object.class)));
    return UserMessage.of(given, new Stamp("our-id", Instant.EPOCH));
  }
}
