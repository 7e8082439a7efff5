package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays {@code golden/smpp/pdus.json}: messages and the PDUs they leave in, PDUs that come in and what is made of them.
 * PDUs are hexadecimal; those that leave have the numbers 1, 2 and so on, and references of parts are 0. Run with
 * {@code -Dgolden.update} to write down what happens, then read the difference.
 */
class PdusTest {
  @TempDir
  Path data;
  private int runs;

  @TestFactory
  Stream<DynamicContainer> speaksAsTheTableSays() throws IOException {
    return Golden.play("pdus.json", (_, table) -> Stream.concat(Golden.rows(table.path("sends"), this::send),
        Golden.rows(table.path("deliveries"), this::deliver)));
  }

  private void send(ObjectNode row) {
    play(row, station -> {
      List<Integer> statuses = new ArrayList<>();
      row.path("statuses").forEach(status -> statuses.add(status.asInt()));
      station.smsc.script = (smsc, line, submit) -> {
        int status = statuses.isEmpty() ? 0 : statuses.removeFirst();
        if (status == 0) {
          line.accept(submit,
              row.path("answer").asText("id") + (row.has("answer") ? "" : smsc.taken.incrementAndGet()));
        } else {
          line.refuse(submit, status);
        }
      };
      String submission = station.sender().send(message(row.path("message"))).toString();
      ArrayNode submits = Golden.JSON.createArrayNode();
      station.smsc.raw.stream().filter(pdu -> Pdu.id(pdu) == Pdu.SUBMIT_SM)
          .forEach(pdu -> submits.add(Pdu.hex(plain(Pdu.numbered(pdu, submits.size() + 1)))));
      compare(row, "submits", submits);
      compare(row, "submission", Golden.JSON.valueToTree(submission));
    });
  }

  private void deliver(ObjectNode row) {
    play(row, station -> {
      ArrayNode answers = Golden.JSON.createArrayNode();
      for (JsonNode pdu : row.path("pdus")) {
        byte[] bytes = Pdu.hex(pdu.asText());
        station.smsc.deliver(bytes);
        answers.add(Pdu.hex(station.smsc.answer(Pdu.sequence(bytes))));
      }
      compare(row, "answers", answers);
      compare(row, "messages", Golden.JSON.valueToTree(station.host.port.ran.stream().map(PdusTest::seen).toList()));
      compare(row, "receipts", Golden.JSON.valueToTree(station.host.port.receipts.stream()
          .map(String::valueOf).toList()));
    });
  }

  /** What a row does with a channel that is bound. */
  private interface Play {
    void with(Station station) throws Exception;
  }

  private void play(ObjectNode row, Play play) {
    List<String> settings = new ArrayList<>();
    Golden.texts(row.path("settings")).forEach((name, value) -> settings.addAll(List.of(name, value)));
    try (Station station = new Station(Files.createDirectory(data.resolve("run" + runs++)))) {
      station.bound(settings.toArray(String[]::new));
      play.with(station);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void compare(ObjectNode row, String field, JsonNode seen) {
    if (Golden.UPDATE) {
      row.set(field, seen);
    }
    assertThat(seen).isEqualTo(row.path(field));
  }

  /** Without the reference of a part, which differs from run to run. */
  private static byte[] plain(byte[] submit) {
    String hex = Pdu.hex(submit);
    return Pdu.hex(hex.replaceFirst("050003..(0[2-9]0[1-9])", "05000300$1")
        .replaceFirst("060804....(0[2-9]0[1-9])", "0608040000$1").replaceFirst("020c0002....020e", "020c00020000020e"));
  }

  private static Map<String, @Nullable Object> seen(UserMessage message) {
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    for (String field : List.of("message_id", "from_addr", "to_addr", "content", "session_event", "transport_type",
        "transport_metadata")) {
      seen.put(field, message.json().value(field));
    }
    return seen;
  }

  private static UserMessage message(JsonNode fields) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    fields.properties().forEach(
        each -> given.put(each.getKey(), Golden.JSON.convertValue(each.getValue(), Object.class)));
    return UserMessage.of(given, new Stamp("our-id", Instant.EPOCH));
  }
}
