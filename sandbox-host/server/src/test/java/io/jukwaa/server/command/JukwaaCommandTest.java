package io.jukwaa.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to somebody who mistyped; nothing here starts a host. */
class JukwaaCommandTest {
  @TempDir
  private Path folder;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"srve | jukwaa: srve: unknown (expected: serve, see ./jukwaa --help)",
      "serve --port x | jukwaa: --port: x (expected: a port from 0 to 65535, 0 for any free one)",
      "serve --port 70000 | jukwaa: --port: 70000 (expected: a port from 0 to 65535, 0 for any free one)",
      "serve --port | jukwaa: --port: missing (expected: see ./jukwaa serve --help)",
      "serve --config none.yaml | jukwaa: --config: none.yaml (expected: a file that can be read)",
      "serve extra | jukwaa: extra: unknown (expected: ",
      "bench sandbox --toolkit ../x | jukwaa: --toolkit: ../x (expected: a module set, ",
      "bench toolkits --beside ../x | jukwaa: --beside: ../x (expected: a module set, ",
      "app run | jukwaa: APP.js: missing (expected: see ./jukwaa app run --help)",
      "app run a.js --toolkit ../x | jukwaa: --toolkit: ../x (expected: a module set, ",
      "app run a.js --modules . | jukwaa: --toolkit: jukwaa (expected: a module set, ",
      "app run a.js --fixtures none.json --modules SETS | jukwaa: APP.js: a.js (expected: a file that can be read)",
      "app run APP --config none.json --modules SETS | jukwaa: --config: none.json (expected: a file that can be read)",
      "app run APP --fixtures BAD --modules SETS | jukwaa: contacts[0].msisdn: 5 (expected: text)",
      "app run APP --allow-http nohost --modules SETS | jukwaa: --allow-http: nohost (expected: HOST:PORT)"})
  void saysInOneLineWhatIsWrong(String command, String message) throws Exception {
    Files.createDirectories(folder.resolve("sets/jukwaa"));
    Files.writeString(folder.resolve("sets/jukwaa/index.txt"), "");
    Path app = Files.writeString(folder.resolve("app.js"), "");
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"contacts\": [{\"msisdn\": 5}]}");
    String[] words = command.replace("APP", app.toString()).replace("BAD", bad.toString())
        .replace("SETS", folder.resolve("sets").toString()).split(" ", -1);
    assertThat(run(words)).isEqualTo(2);
    assertThat(errors.toString().lines()).singleElement().asString().startsWith(message);
    assertThat(output.toString()).isEmpty();
  }

  @Test
  void printsEverySettingWithItsLayer() throws Exception {
    Path file = Files.writeString(folder.resolve("jukwaa.yaml"), "sandbox: {wall-time: 20s}\n");
    assertThat(run("serve", "--config", file.toString(), "--port", "9999", "--print-config")).isZero();
    assertThat(output.toString()).containsPattern("sandbox.wall-time +20s +file")
        .containsPattern("server.port +9999 +option --port").containsPattern("log.format +text +default");
  }

  @Test
  void namesTheKeyOfTheFileThatIsWrong() throws Exception {
    Path file = Files.writeString(folder.resolve("jukwaa.yaml"), "sandbox: {wal-time: 20s}\n");
    assertThat(run("serve", "--config", file.toString(), "--print-config")).isEqualTo(2);
    assertThat(errors.toString().lines()).containsExactly(
        "jukwaa: sandbox.wal-time: 20s (expected: a known key; the nearest is sandbox.wall-time)");
  }

  /** What is refused is written over whatever the file holds. */
  @Test
  void keepsTheFileThatIsImported() throws Exception {
    Path file = Files.writeString(folder.resolve("people.csv"), "Phone\n0711000001\n");
    assertThat(run("contacts", "import", file.toString(), "--tenant", "acme", "--errors", folder.resolve(".")
        .resolve("people.csv").toString())).isEqualTo(2);
    assertThat(errors.toString()).startsWith("jukwaa: --errors: ").contains("another file than the one that is read");
    assertThat(file).hasContent("Phone\n0711000001\n");
  }

  @Test
  void tellsWhatThereIs() {
    assertThat(run()).isZero();
    assertThat(output.toString()).contains("demo", "serve", "app", "doctor", "bench", "--version");
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(output.toString()).startsWith("jukwaa ").contains("java 25");
  }

  private int run(String... arguments) {
    return JukwaaCommand.run(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
  }
}
