package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.Fields;
import io.jukwaa.resource.App;
import io.jukwaa.server.Transcript.Call;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.Fixtures;
import io.jukwaa.server.deployment.FixturesReader;
import io.jukwaa.server.deployment.SingleApp;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.server.state.StateView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The example apps of the published packages, and an app for each helper package without one, run unmodified and say
 * what the packages' own tests expect ({@link Transcript}); each is deployed as {@code ./jukwaa app run} deploys it.
 */
class ExampleAppsIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = Installation.at(HOME);
  private static final List<String> SETS = List.of("jukwaa", "vumigo-0.1", "vumigo-0.2", "vumigo-0.3");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private static Path data;
  private static final Map<String, Host> HOSTS = new java.util.TreeMap<>();
  private static StubWeb web;

  @BeforeAll
  static void startTheWeb() throws Exception {
    web = StubWeb.start();
  }

  @AfterAll
  static void stop() {
    HOSTS.values().forEach(Host::close);
    web.close();
  }

  static Stream<Arguments> transcripts() {
    return SETS.stream().flatMap(set -> Transcript.all().stream().filter(transcript -> transcript.runsOn(set))
        .map(transcript -> Arguments.of(set, transcript)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("transcripts")
  void saysWhatItsTestsExpect(String set, Transcript transcript) throws Exception {
    Host host = HOSTS.computeIfAbsent(set, ExampleAppsIT::host);
    SoftAssertions softly = new SoftAssertions();
    for (Call call : transcript.calls()) {
      hold(new Talk(host, transcript, call, softly));
    }
    softly.assertAll();
  }

  /** A conversation while it is held. */
  private record Talk(Host host, Transcript transcript, Call call, SoftAssertions softly) {
    JsonNode state() {
      App app = host.stores().deployments().app(transcript.name());
      return JSON.valueToTree(new StateView(host.stores()).of(java.util.Objects.requireNonNull(app)));
    }

    String userState() {
      return state().path("kv").path(transcript.user(call.from())).at("/state/name").asText();
    }

    String url() {
      return "http://127.0.0.1:" + host.port();
    }
  }

  private static void hold(Talk talk) throws Exception {
    web.become(talk.transcript().json().path("web"));
    JsonNode before = talk.state();
    Phone phone = Phone.of(talk.call().gateway(), talk.url(), talk.transcript().name(), talk.call().from());
    for (JsonNode step : talk.call().conversation().get("steps")) {
      if (step.has("event")) {
        sendEvent(talk, step.get("event").textValue());
      } else {
        take(talk, phone, step);
      }
    }
    try {
      await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> checkWhatIsLeft(talk, before));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      talk.softly().fail(String.valueOf(e.getMessage()));
    }
  }

  private static void take(Talk talk, Phone phone, JsonNode step) throws Exception {
    Phone.Screen screen = phone.says(step.get("input").textValue());
    String where = talk.call().name() + ": " + step.get("input");
    if (step.has("starts")) {
      talk.softly().assertThat(screen.text()).as(where).startsWith(step.get("starts").textValue());
    } else {
      talk.softly().assertThat(screen.text()).as(where).isEqualTo(step.get("screen").textValue());
    }
    talk.softly().assertThat(screen.ends()).as("%s ends the session", where).isEqualTo(step.path("end").asBoolean());
    if (step.has("state") && talk.call().gateway().equals("json")) {
      talk.softly().assertThat(talk.userState()).as(where).isEqualTo(step.get("state").textValue());
    }
  }

  private static void sendEvent(Talk talk, String type) throws Exception {
    ObjectNode event = JSON.createObjectNode().put("message_type", "event").put("event_type", type)
        .put("user_message_id", "123").put("sent_message_id", "abc");
    Phone.Web.post(talk.url() + "/events/" + talk.transcript().name(), "application/json", event.toString());
  }

  private static void checkWhatIsLeft(Talk talk, JsonNode before) {
    JsonNode expected = talk.call().conversation();
    JsonNode after = talk.state();
    expected.path("kv").properties().forEach(member -> assertThat(
        JsonSubset.contains(after.path("kv").path(member.getKey()), member.getValue())).as(text(talk, member))
        .isTrue());
    expected.path("contacts").forEach(contact -> assertThat(JsonSubset.hasOne(after.get("contacts"), contact))
        .as(text(talk, contact)).isTrue());
    List<String> lines = since(before, after, "log").stream().map(line -> line.get("text").textValue()).toList();
    expected.path("log").forEach(line -> assertThat(lines).as(talk.call().name())
        .anyMatch(text -> text.contains(line.textValue())));
    if (expected.has("requests")) {
      assertSame(talk, web.requests(), expected.get("requests"));
    }
    if (expected.has("metrics")) {
      assertSame(talk, since(before, after, "metrics"), expected.get("metrics"));
    }
  }

  private static void assertSame(Talk talk, List<JsonNode> actual, JsonNode expected) {
    assertThat(actual).as(talk.call().name()).hasSize(expected.size());
    expected
        .forEach(one -> assertThat(JsonSubset.hasOne(actual, one)).as("%s in %s", text(talk, one), actual).isTrue());
  }

  private static String text(Talk talk, Object expected) {
    return talk.call().name() + ": " + expected;
  }

  private static List<JsonNode> since(JsonNode before, JsonNode after, String member) {
    List<JsonNode> all = new ArrayList<>();
    after.get(member).forEach(all::add);
    return all.subList(before.get(member).size(), all.size());
  }

  private static Host host(String set) {
    List<Deployment> apps = new ArrayList<>();
    List<Fixtures> fixtures = new ArrayList<>();
    for (Transcript transcript : Transcript.all().stream().filter(transcript -> transcript.runsOn(set)).toList()) {
      Path file = Transcript.app(transcript.json().get("app").textValue(), INSTALLATION.moduleSets(), set);
      Fields config = Json.object("config", transcript.json().get("config").toString());
      apps.add(new SingleApp(transcript.name(), file, set, config, Set.of()).deployment("Sorry",
          io.jukwaa.resource.Limits.DEFAULT));
      transcript.calls().forEach(call -> fixtures.add(fixtures(transcript, call)));
    }
    Deployment all = new Deployment(apps.getFirst().tenants(),
        apps.stream().flatMap(one -> one.apps().stream()).toList(),
        apps.stream().flatMap(one -> one.channels().stream()).toList());
    Settings settings = Settings.of(Values.standard()
        .withFile(Map.of("server.port", "0", "data.directory", data.resolve(set).toString())));
    Host host = new Host(new Host.Plan(settings, INSTALLATION, all,
        new Host.Development(all.apps().getFirst(), new Fixtures(List.of(), List.of(), Map.of(), List.of()))),
        web::around);
    fixtures.forEach(one -> one.saveTo(host.stores(), SingleApp.TENANT));
    return host;
  }

  private static Fixtures fixtures(Transcript transcript, Call call) {
    ObjectNode json = JSON.createObjectNode();
    JsonNode given = call.conversation().path("fixtures");
    given.properties().forEach(member -> json.set(member.getKey(), member.getValue()));
    if (call.conversation().has("at")) {
      ObjectNode user = json.withObject("/kv").putObject(transcript.user(call.from()));
      user.put("addr", call.from()).putObject("state").put("name", call.conversation().get("at").textValue());
    }
    return new FixturesReader(Host::stamp).read(Json.object("fixtures", json.toString()));
  }
}
