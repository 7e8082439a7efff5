package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.App;
import io.jukwaa.server.demo.Conversation;
import io.jukwaa.server.demo.Conversation.Step;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.Fixtures;
import io.jukwaa.server.deployment.SingleApp;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.server.state.StateView;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example app holds its conversations with a real host: gateway form in, real worker, store on disk. */
class ExamplesIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = Installation.at(HOME);
  private static final Fixtures NOTHING = new Fixtures(List.of(), List.of(), Map.of(), List.of());

  @TempDir
  private Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  static List<Arguments> examples() throws Exception {
    try (Stream<Path> folders = Files.list(HOME.resolve("campaigns-examples"))) {
      return folders.filter(folder -> Files.exists(folder.resolve("conversations.json"))).sorted()
          .flatMap(folder -> sets(folder).map(set -> Arguments.of(folder, set))).toList();
    }
  }

  /** Apps for the toolkit's newer face have a package of their own; the published toolkits do not know that face. */
  private static Stream<String> sets(Path example) {
    return Files.exists(example.resolve("package.json"))
        ? Stream.of(App.STANDARD_MODULES)
        : Stream.of(App.STANDARD_MODULES, "vumigo-0.3");
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("examples")
  void holdsItsConversations(Path example, String modules) throws Exception {
    try (Host host = new Host(plan(example, modules))) {
      for (Conversation conversation : Conversation.read(example.resolve("conversations.json"))) {
        hold(conversation, "http://127.0.0.1:" + host.port() + "/ussd/" + example.getFileName());
      }
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void showsWhatAnAppDid() throws Exception {
    Host.Plan plan = plan(HOME.resolve("campaigns-examples/clinic-line"), App.STANDARD_MODULES);
    App app = plan.deployment().apps().getFirst();
    try (Host host = new Host(plan)) {
      hold(Conversation.read(HOME.resolve("campaigns-examples/clinic-line/conversations.json")).getFirst(),
          "http://127.0.0.1:" + host.port() + "/ussd/clinic-line");
      Fields state = Fields.of(new StateView(host.stores()).of(app));
      assertThat(state.object("kv")).containsKeys("callbacks.+254700000001", "users.clinic-line.+254700000001");
      assertThat((List<?>) state.value("received")).hasSize(5);
      assertThat((List<?>) state.value("sent")).hasSize(5);
      assertThat((List<?>) state.value("metrics")).hasSize(5);
      assertThat(state.members().keySet()).containsExactly("app", "kv", "contacts", "groups", "optouts", "metrics",
          "log", "usage", "received", "sent");
    }
  }

  private Host.Plan plan(Path example, String modules) throws Exception {
    Settings settings = Settings.of(Values.standard()
        .withFile(Map.of("server.port", "0", "data.directory", data.toString())));
    Fields config = Json.object("config", Files.readString(example.resolve("config.json")));
    Deployment deployment = new SingleApp(example.getFileName().toString(), app(example), modules, config, Set.of())
        .deployment("Sorry", io.jukwaa.resource.Limits.DEFAULT);
    return new Host.Plan(settings, INSTALLATION, deployment,
        new Host.Development(deployment.apps().getFirst(), NOTHING));
  }

  /** The app as it is uploaded: one file, which the toolkit makes of several. */
  private Path app(Path example) throws Exception {
    if (!Files.exists(example.resolve("package.json"))) {
      return example.resolve("app.js");
    }
    Path built = data.resolve("app.js");
    Process build = new ProcessBuilder("node", HOME.resolve("toolkit-js/tools/jukwaa.mjs").toString(), "build",
        "--out=" + built).directory(example.toFile()).redirectErrorStream(true).start();
    String told = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(told).isZero();
    return built;
  }

  private void hold(Conversation conversation, String url) throws Exception {
    for (int session = 0; session < conversation.sessions().size(); session++) {
      List<String> inputs = new ArrayList<>();
      for (Step step : conversation.sessions().get(session)) {
        if (step.input() != null) {
          inputs.add(step.input());
        }
        Map<String, String> form = Map.of("sessionId", conversation.phone() + "-" + session, "serviceCode", "*384#",
            "phoneNumber", conversation.phone(), "networkCode", "63902", "text", String.join("*", inputs));
        assertThat(posted(url, form)).as("%s: %s", conversation.name(), inputs)
            .isEqualTo((step.end() ? "END " : "CON ") + step.screen());
      }
    }
  }

  private String posted(String url, Map<String, String> form) throws Exception {
    String body = form.entrySet().stream().map(
        field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
