package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.resource.App;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./jukwaa app run} itself with apps of the published packages: a conversation, what it left at {@code GET
 * /state}, a stop, a start on the same data, and the user goes on where they were. The table is
 * {@code run-app.json}: {@code app}, {@code toolkit} if the command names one, {@code gateway}, what {@code --config} and {@code --fixtures}
 * take, {@code web} for {@link StubWeb}; {@code before} and {@code after} the stop steps as in a {@link Transcript};
 * {@code state}, members whose elements must be there.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunAppIT {
  private static final String NUMBER = "+27780000001";
  private static final Path MODULES = Path.of("../worker/target/module-sets").toAbsolutePath().normalize();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private Path folder;
  private final List<Process> started = new ArrayList<>();

  static Stream<Named<JsonNode>> runs() {
    return Transcript.read(Path.of("src/test/resources/run-app.json")).valueStream()
        .map(run -> Named.of(run.get("app").textValue(), run));
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("runs")
  void goesOnWhereTheUserWas(JsonNode run) throws Exception {
    try (StubWeb web = StubWeb.start()) {
      web.become(run.path("web"));
      List<String> command = command(run, web.hostAndPort());
      Process first = launcher(command);
      hold(run, "before", first);
      first.destroy();
      assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
      Process second = launcher(command);
      hold(run, "after", second);
      second.destroy();
      assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(Files.readString(errors())).isEmpty();
    }
  }

  private List<String> command(JsonNode run, String web) throws Exception {
    String set = run.path("toolkit").asText(App.STANDARD_MODULES);
    List<String> command = new ArrayList<>(List.of("../../jukwaa", "app", "run",
        Transcript.app(run.get("app").textValue(), MODULES, set).toString(), "--port", "0", "--data",
        folder.resolve("data").toString(), "--allow-http", web));
    if (run.has("toolkit")) {
      command.addAll(List.of("--toolkit", set));
    }
    for (String option : List.of("config", "fixtures")) {
      if (run.has(option)) {
        String json = run.get(option).toString().replace("${web}", web).replace("${from}", NUMBER);
        command.add("--" + option);
        command.add(Files.writeString(folder.resolve(option + ".json"), json).toString());
      }
    }
    return command;
  }

  private void hold(JsonNode run, String part, Process process) throws Exception {
    String line = firstLine(process);
    String host = line.substring(line.indexOf("http://"));
    Phone phone = Phone.of(run.get("gateway").textValue(), host, line.substring(0, line.indexOf(' ')), NUMBER);
    for (JsonNode step : run.get(part)) {
      Phone.Screen screen = phone.says(step.get("input").textValue());
      assertThat(screen).as("%s: %s", part, step.get("input"))
          .isEqualTo(new Phone.Screen(step.get("screen").textValue(), step.path("end").asBoolean()));
    }
    await()
        .untilAsserted(() -> checkState(run.path("state").path(part), JSON.readTree(Phone.Web.get(host + "/state"))));
  }

  private static void checkState(JsonNode expected, JsonNode state) {
    expected.properties().forEach(member -> member.getValue().properties().stream().findAny().ifPresentOrElse(
        one -> assertThat(JsonSubset.contains(state.path(member.getKey()), member.getValue()))
            .as("%s in %s", member, state).isTrue(),
        () -> member.getValue().forEach(one -> assertThat(JsonSubset.hasOne(state.get(member.getKey()), one))
            .as("%s in %s", one, state).isTrue())));
  }

  private Process launcher(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors().toFile());
    builder.environment().put("JUKWAA_SKIP_BUILD", "1");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Path errors() {
    return folder.resolve("errors.txt");
  }

  private String firstLine(Process process) throws Exception {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    String line = reader.readLine();
    assertThat(line).as(Files.readString(errors())).contains(" runs on http://");
    return String.valueOf(line);
  }
}
