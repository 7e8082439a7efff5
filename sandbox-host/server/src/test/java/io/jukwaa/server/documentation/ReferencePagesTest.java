package io.jukwaa.server.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.resource.Tenant;
import io.jukwaa.resources.http.HttpResource;
import io.jukwaa.resources.kv.KvResource;
import io.jukwaa.sandbox.SandboxSettings;
import io.jukwaa.server.Installation;
import io.jukwaa.server.SandboxWiring;
import io.jukwaa.server.settings.Catalogue;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.store.AppLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of the reference against the code they describe, and links against the files they lead to. */
class ReferencePagesTest {
  private static final Path REFERENCE = Page.HOME.resolve("docs/reference");
  private static final Path GOLDEN = Page.HOME.resolve("sandbox-host/resources/src/test/resources/golden");
  private static final Path MODULE_SETS = Page.HOME.resolve("sandbox-host/worker/target/module-sets");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  /** What tables of requests send to show that it is passed over, and what every reply has. */
  private static final Set<String> UNNAMED = Set.of("cmd", "cmd_id", "reply", "success", "sandbox_id", "tenant", "ts",
      "user_account", "auth", "params", "timeout");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void listsEveryCommandAndNoOther() throws Exception {
    assertThat(rows("resources.md").keySet()).isEqualTo(commands().keySet());
  }

  @Test
  void namesTheParametersAndReplyMembersOfEveryCommand() throws Exception {
    Map<String, String> rows = rows("resources.md");
    String page = Files.readString(REFERENCE.resolve("resources.md"));
    for (Map.Entry<String, Path> command : commands().entrySet()) {
      boolean http = command.getKey().startsWith("http.");
      for (String name : succeeding(command.getValue())) {
        assertThat(http ? page : rows.get(command.getKey())).as(command.getKey()).contains("`" + name + "`");
      }
    }
  }

  @Test
  void statesTheDefaultOfEveryLimit() throws Exception {
    Map<String, String> rows = rows("limits.md");
    Catalogue.ALL.stream()
        .filter(setting -> setting.area().equals("http") || setting.area().equals("sandbox"))
        .filter(setting -> !setting.key().equals("compile"))
        .forEach(
            setting -> assertThat(rows.get(setting.name())).as(setting.name()).startsWith(setting.standard() + " "));
    Map.of("HttpResource.PARALLEL", HttpResource.PARALLEL, "KvResource.MAX_KEY", KvResource.MAX_KEY,
        "Tenant.DEFAULT_MAX_KEYS", Tenant.DEFAULT_MAX_KEYS, "AppLog.KEPT", AppLog.KEPT)
        .forEach((name, value) -> assertThat(rows.get(name)).as(name).startsWith(value + " "));
  }

  @Test
  void hasTheSameDefaultsInTheSandboxAndInTheSettings() {
    Installation installation = Installation.present();
    assertThat(SandboxWiring.settings(Settings.of(Values.standard()).sandbox(), installation)).isEqualTo(
        SandboxSettings.defaults(installation.worker(), installation.moduleSets(), installation.cache()));
  }

  @Test
  void namesWhatEachModuleSetHolds() throws Exception {
    Map<String, String> rows = rows("sandbox-api.md");
    for (String set : List.of("jukwaa", "vumigo-0.1", "vumigo-0.2", "vumigo-0.3")) {
      try (Stream<String> lines = Files.lines(MODULE_SETS.resolve(set).resolve("index.txt"))) {
        String names = lines.filter(line -> line.startsWith("entry\t")).map(line -> "`" + line.split("\t", -1)[1] + "`")
            .collect(Collectors.joining(", "));
        assertThat(rows.get(set)).as(set).isEqualTo(names);
      }
    }
  }

  static List<Path> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadsSomewhere(Path page) throws Exception {
    Matcher links = LINK.matcher(Files.readString(page));
    while (links.find()) {
      String link = links.group(1);
      if (!link.contains("://")) {
        String file = link.replaceFirst("#.*", "");
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        assertThat(target).as(link).exists();
        if (link.contains("#")) {
          assertThat(anchors(target)).as(link).contains(link.substring(link.indexOf('#') + 1));
        }
      }
    }
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\w\\- ]", "")
            .replace(' ', '-'))
        .toList();
  }

  /** First cell without its quotes → the rest of the row. */
  private static Map<String, String> rows(String page) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (List<String> cells : Page.read(REFERENCE.resolve(page)).rows()) {
      rows.put(cells.getFirst().replace("`", ""), String.join(" ", cells.subList(1, cells.size())).strip());
    }
    return rows;
  }

  private static Map<String, Path> commands() throws IOException {
    try (Stream<Path> tables = Files.walk(GOLDEN)) {
      return tables.filter(file -> file.toString().endsWith(".json")).collect(Collectors.toMap(
          file -> GOLDEN.relativize(file).toString().replace('/', '.').replace(".json", ""),
          file -> file));
    }
  }

  /** Names in requests and replies of a table that succeed. */
  private static Set<String> succeeding(Path table) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode step : JSON.readTree(table.toFile())) {
      if (step.path("reply").path("success").asBoolean()) {
        step.path("request").fieldNames().forEachRemaining(names::add);
        step.path("reply").fieldNames().forEachRemaining(names::add);
      }
    }
    names.removeAll(UNNAMED);
    return names;
  }
}
