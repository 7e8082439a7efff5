package io.jukwaa.server.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.DeploymentLoader;
import io.jukwaa.server.documentation.Page.Block;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.transports.Transports;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the pages say, block by block, with the real {@code ./jukwaa}, each page in an empty folder of its own.
 *
 * <p>By language: {@code sh} is typed, and a host that it starts runs on; {@code text} is what was shown last, with … for
 * anything; when it begins with {@code jukwaa: } the command must fail. {@code js}, {@code json} and {@code yaml} become
 * the file that the line above names; without a name {@code json} and {@code yaml} must be readable. {@code diagram} is a
 * picture. {@code <!-- test: … -->} is typed unseen, but {@code stop} stops the host and {@code needs x} leaves the next
 * commands out where there is no {@code x}.
 *
 * <p>Run with {@code -Dpages.only=share-a} for pages whose path has this in it.
 */
class DocumentationIT {
  @TempDir
  private Path folder;

  static List<Page> pages() throws Exception {
    List<Path> files = Page.all();
    assertThat(files).hasSizeGreaterThan(10);
    String only = System.getProperty("pages.only", "");
    return files.stream().filter(file -> Page.HOME.relativize(file).toString().contains(only))
        .map(DocumentationIT::page)
        .filter(page -> !page.blocks().isEmpty()).toList();
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("pages")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void showsWhatHappens(Page page) throws Exception {
    Terminal terminal = new Terminal(folder.resolve("page"));
    try {
      followAll(terminal, page);
    } finally {
      terminal.leave();
    }
  }

  private void followAll(Terminal terminal, Page page) throws Exception {
    List<Block> blocks = page.blocks();
    for (int at = 0; at < blocks.size(); at++) {
      boolean fails = at + 1 < blocks.size() && blocks.get(at + 1).text().startsWith("jukwaa: ");
      try {
        follow(terminal, blocks.get(at), fails);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(page + " line " + blocks.get(at).line() + ": " + e.getMessage(), e);
      }
    }
  }

  private void follow(Terminal terminal, Block block, boolean fails) throws Exception {
    switch (block.language()) {
      case "sh" -> {
        if (!block.text().strip().equals("./mvnw verify")) {
          terminal.type(block.text(), fails);
        }
      }
      case "test" -> unseen(terminal, block.text());
      case "text" -> terminal.expect(block.text());
      case "js", "json", "yaml" -> file(terminal, block);
      case "diagram" -> assertThat(block.text()).isNotBlank();
      default -> throw new AssertionError("language: " + block.language() + " (expected: one this test can check)");
    }
  }

  private static void unseen(Terminal terminal, String command) throws Exception {
    if (command.equals("stop")) {
      terminal.stop();
    } else if (command.startsWith("needs ")) {
      terminal.skipNextWithout(command.substring("needs ".length()));
    } else {
      terminal.type(command, false);
    }
  }

  private void file(Terminal terminal, Block block) throws Exception {
    String name = block.name().isEmpty() ? "unnamed." + block.language() : block.name();
    terminal.write(name, block.text());
    switch (block.language()) {
      case "js" -> assertThat(block.name()).as("a script has a name").isNotEmpty();
      case "json" -> assertThat(Json.value(block.text())).isNotNull();
      default -> load(folder.resolve("page").resolve(name));
    }
  }

  /** As {@code serve} does before it opens anything. */
  private static void load(Path yaml) {
    ConfigurationFile file = ConfigurationFile.read(yaml);
    Settings settings = Settings.of(Values.standard().withFile(file.settings()));
    List<App> apps = new DeploymentLoader(file.folder(), settings,
        Transports.builtIn())
        .load(file.deploy())
        .apps();
    Installation installation = Installation.at(Page.HOME);
    apps.stream().filter(App::runsInSandbox).forEach(app -> installation.checkModuleSet("modules", app.modules()));
  }

  private static Page page(Path file) {
    try {
      return Page.read(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
