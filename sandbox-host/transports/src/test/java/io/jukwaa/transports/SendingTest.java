package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays every {@code golden/<format>/sends.json}: a message, what the operator was asked for it, what it answers, and
 * what that means; of a message that leaves in parts, lists of requests and answers. {@code {operator}} in a setting stands for its address; {@code refuses-connection},
 * {@code never-answers} and {@code drops-connection} are answers too. Run with {@code -Dgolden.update} to write down
 * what happens, then read the difference.
 */
class SendingTest {
  /** Headers that HTTP needs, not the format. */
  private static final Set<String> COMMON = Set.of("host", "content-length", "accept-encoding", "user-agent",
      "connection");
  private static final int LONGEST_REASON = 200;
  private static final Vertx VERTX = Vertx.vertx();
  private static Operator operator;
  private static OperatorClient client;
  private static OperatorClient impatient;
  private static Host host;

  @BeforeAll
  static void start(@TempDir Path data) {
    host = new Host(data);
    operator = new Operator(VERTX);
    client = new OperatorClient(VERTX);
    impatient = new OperatorClient(VERTX, Duration.ofSeconds(2));
  }

  @AfterAll
  static void stop() {
    client.close();
    impatient.close();
    host.close();
    operator.close();
    Operator.await(VERTX.close());
  }

  @TestFactory
  Stream<DynamicContainer> sendsAsTheTableSays() throws IOException {
    return Golden.play("sends.json", SendingTest::table);
  }

  private static Stream<DynamicTest> table(String format, JsonNode table) {
    SendingTransport transport = transport(table.path("transport").asText(format));
    return Golden.rows(table.path("sends"), row -> play(transport, table.path("settings"), row));
  }

  private static SendingTransport transport(String name) {
    return (SendingTransport) Transports.builtIn().all().stream().filter(each -> each.name().equals(name)).findFirst()
        .orElseThrow();
  }

  private static void play(SendingTransport transport, JsonNode common, ObjectNode row) {
    JsonNode script = row.path("operator");
    Channel channel = channel(transport, common, row);
    operator.asked.clear();
    operator.script = script(script);
    Submission submission;
    try (Sender sender = transport.open(channel, script.asText().equals("never-answers") ? impatient : client,
        host.context)) {
      submission = sender.send(message(row.path("message")));
    }
    assertThat(operator.asked).hasSizeLessThanOrEqualTo(script.isArray() ? script.size() : 1);
    JsonNode request = script.isArray() ? allSeen() : operator.asked.isEmpty() ? null : seen(operator.asked.getFirst());
    if (Golden.UPDATE) {
      row.remove(List.of("request", "submission"));
      row.setAll(request == null ? Map.of() : Map.of("request", request));
      row.set("submission", seen(submission));
    }
    assertThat(request).isEqualTo(row.get("request"));
    assertThat(seen(submission)).isEqualTo(row.path("submission"));
    keepsToItself(channel, submission);
  }

  private static Channel channel(SendingTransport transport, JsonNode common, ObjectNode row) {
    String address = row.path("operator").asText().equals("refuses-connection") ? Operator.nobody() : operator.url();
    Map<String, String> settings = new LinkedHashMap<>(Golden.texts(common));
    settings.putAll(Golden.texts(row.path("settings")));
    settings.replaceAll((name, value) -> value.replace("{operator}", address));
    Channel channel = new Channel("main", "tenant", "app", transport.name(), settings, Channel.DEFAULT_APOLOGY);
    transport.check(channel);
    return channel;
  }

  private static Consumer<HttpServerRequest> script(JsonNode script) {
    if (script.isArray()) {
      Iterator<JsonNode> answers = script.iterator();
      return request -> script(answers.next()).accept(request);
    }
    return switch (script.asText()) {
      case "drops-connection" -> Operator.DROPS_CONNECTION;
      case "never-answers", "refuses-connection" -> Operator.NEVER_ANSWERS;
      default -> {
        JsonNode body = script.path("body");
        yield Operator.answers(script.path("status").asInt(), Golden.texts(script.path("headers")),
            body.isContainerNode() ? body.toString() : body.asText());
      }
    };
  }

  private static UserMessage message(JsonNode fields) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    fields.properties().forEach(
        each -> given.put(each.getKey(), Golden.JSON.convertValue(each.getValue(), Object.class)));
    return UserMessage.of(given, new Stamp("our-id", Instant.EPOCH));
  }

  private static JsonNode allSeen() {
    ArrayNode all = Golden.JSON.createArrayNode();
    operator.asked.forEach(asked -> all.add(seen(asked)));
    return all;
  }

  private static ObjectNode seen(Operator.Asked asked) {
    ObjectNode seen = Golden.JSON.createObjectNode().put("method", asked.method()).put("path", asked.path());
    ObjectNode headers = seen.putObject("headers");
    asked.headers().forEach((name, value) -> {
      if (!COMMON.contains(name)) {
        headers.put(name, value);
      }
    });
    return seen.put("body", asked.body());
  }

  private static ObjectNode seen(Submission submission) {
    ObjectNode seen = Golden.JSON.createObjectNode();
    return switch (submission) {
      case Submission.Accepted(var ids) -> seen.set("accepted", Golden.JSON.valueToTree(ids));
      case Submission.Refused(var reason) -> seen.put("refused", reason);
      case Submission.Blocked(var reason) -> seen.put("blocked", reason);
      case Submission.Failed(var reason) -> seen.put("failed", reason);
      case Submission.Unavailable(var reason, var pause, _) -> {
        seen.put("unavailable", reason);
        yield pause == null ? seen : seen.put("pause-seconds", Math.toIntExact(pause.toSeconds()));
      }
    };
  }

  /** Reasons are one short line each and hold nothing that opens doors. */
  private static void keepsToItself(Channel channel, Submission submission) {
    String reason = switch (submission) {
      case Submission.Accepted _ -> "taken";
      case Submission.Refused(var words) -> words;
      case Submission.Blocked(var words) -> words;
      case Submission.Failed(var words) -> words;
      case Submission.Unavailable(var words, _, _) -> words;
    };
    assertThat(reason).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_REASON).matches("\\P{Cntrl}+");
    channel.settings().forEach((name, value) -> {
      if (name.matches(".*(key|secret|password|token)")) {
        assertThat(reason).doesNotContain(value);
      }
    });
  }
}
