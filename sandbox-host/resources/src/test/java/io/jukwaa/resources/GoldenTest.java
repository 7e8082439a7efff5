package io.jukwaa.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Reply;
import io.jukwaa.store.MetricStore;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wire format of every command: {@code golden/<resource>/<command>.json}, each a list of cases.
 *
 * <p>A case has a {@code name}; what is there before: {@code tenant}, {@code app}, {@code inbound}, {@code http},
 * {@code sendFails}, {@code messages} and {@code given}, a list of requests that must succeed; and steps: itself and
 * those of {@code then}. A step has {@code request} and {@code reply}, and may have {@code as} (which app asks), {@code
 * after} (seconds that pass before), {@code log}, {@code sent}, {@code fetched}, {@code fired}: what the step brought
 * about, nothing if not given. Fields of a message that {@code sent} leaves out are those of an empty message.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final SettableClock CLOCK = new SettableClock();
  private static final AtomicInteger HOSTS = new AtomicInteger();
  private static @Nullable EmbeddedDatabase database;

  @BeforeAll
  static void open(@TempDir Path folder) {
    database = EmbeddedDatabase.open(folder, CLOCK);
  }

  @AfterAll
  static void close() {
    database().close();
  }

  @Test
  void hasATableForEveryCommandAndNoOther() throws IOException {
    TestHost host = new TestHost(database(), CLOCK, MissingNode.getInstance(), HOSTS.incrementAndGet());
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      Set<String> commands = host.all().stream()
          .flatMap(resource -> resource.operations().stream().map(operation -> resource.name() + "." + operation))
          .collect(Collectors.toSet());
      assertThat(files.filter(Files::isRegularFile).map(GoldenTest::command))
          .containsExactlyInAnyOrderElementsOf(commands);
    }
  }

  @TestFactory
  Stream<DynamicContainer> answersAsItsTableSays() throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      tables = files.filter(Files::isRegularFile).sorted().toList();
    }
    return tables.stream().map(table -> DynamicContainer.dynamicContainer(command(table), cases(table)));
  }

  private static Stream<DynamicTest> cases(Path table) {
    JsonNode cases = read(table);
    assertThat(cases).as(command(table)).isNotEmpty();
    return StreamSupport.stream(cases.spliterator(), false)
        .map(given -> DynamicTest.dynamicTest(given.path("name").asText(), () -> run(command(table), given)));
  }

  private static void run(String command, JsonNode table) throws IOException {
    int number = HOSTS.incrementAndGet();
    JsonNode given = Json.MAPPER.readTree(TestHost.named(table.toString(), number));
    assertThat(given.path("request").path("cmd").asText()).isEqualTo(command);
    TestHost host = new TestHost(database(), CLOCK, given, number);
    store(host, given.path("messages"));
    for (JsonNode request : given.path("given")) {
      assertThat(host.execute(host.named("app-a"), Json.object(request))).as(request.toString())
          .isInstanceOf(Reply.Success.class);
    }
    step(host, given);
    for (JsonNode next : given.path("then")) {
      step(host, next);
    }
  }

  private static void step(TestHost host, JsonNode step) {
    host.clock.advance(Duration.ofSeconds(step.path("after").asInt(0)));
    String app = step.path("as").asText(host.named("app-a"));
    int logged = host.log(app, 0).size();
    int fired = fired(host, app).size();
    Reply reply = host.execute(app, Json.object(step.get("request")));
    String request = step.get("request").toString();
    assertThat(Json.normal(reply.json())).as(request).isEqualTo(step.get("reply"));
    assertThat(Json.normal(host.log(app, logged))).as("log of " + request).isEqualTo(list(step, "log"));
    assertThat(sent(host, app)).as("sent by " + request).isEqualTo(expectedMessages(list(step, "sent"), host));
    assertThat(Json.normal(host.fetcher.takeRequests())).as("fetched by " + request).isEqualTo(list(step, "fetched"));
    List<String> points = fired(host, app);
    assertThat(Json.normal(points.subList(0, points.size() - fired))).as("fired by " + request)
        .isEqualTo(list(step, "fired"));
  }

  /** Newest first. */
  private static List<String> fired(TestHost host, String app) {
    host.settle();
    return host.database.metrics().latest(host.caller(app).tenant().key(), 1_000).stream().map(GoldenTest::text)
        .toList();
  }

  private static String text(MetricStore.Point point) {
    return point.store() + " " + point.metric() + " " + point.aggregator() + " " + point.value() + " " + point.time();
  }

  private static JsonNode sent(TestHost host, String app) {
    return Json.normal(host.run(app).takeSent().stream().map(message -> message.json().members()).toList());
  }

  private static JsonNode expectedMessages(JsonNode given, TestHost host) {
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    for (JsonNode message : given) {
      Stamp stamp = new Stamp("missing", host.clock.instant());
      messages.add(UserMessage.of(Json.object(message), stamp).json().members());
    }
    return Json.normal(messages);
  }

  private static JsonNode list(JsonNode step, String name) {
    return step.has(name) ? step.get(name) : Json.MAPPER.createArrayNode();
  }

  private static void store(TestHost host, JsonNode messages) {
    for (JsonNode entry : messages) {
      App app = host.caller(entry.path("app").asText(host.named("app-a"))).app();
      if (entry.has("in")) {
        boolean fresh = host.database.messages().appendInbound(app, "a-channel",
            UserMessage.of(Json.object(entry.get("in")), host.stamp()));
        assertThat(fresh).isTrue();
      } else if (entry.has("out")) {
        host.database.messages().appendOutbound(app, "a-channel", null,
            UserMessage.of(Json.object(entry.get("out")), host.stamp()));
      } else {
        host.database.messages().appendEvent(app, "c", MessageEvent.of(Json.object(entry.get("event")), host.stamp()));
      }
    }
  }

  private static String command(Path table) {
    return table.getName(table.getNameCount() - 2) + "." + table.getFileName().toString().replace(".json", "");
  }

  private static EmbeddedDatabase database() {
    return Objects.requireNonNull(database);
  }

  private static JsonNode read(Path table) {
    try {
      return Json.MAPPER.readTree(table.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
