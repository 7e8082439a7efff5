package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises: the real launcher, the lines it prints typed one by one, and a start after a kill. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoIT {
  private static final String LAST_LINE = "Everything it stored";

  @TempDir
  private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void holdsTheConversationItPrints() throws Exception {
    List<String> text = textOf(demo("0"));
    List<String> commands = text.stream().filter(line -> line.strip().startsWith("curl")).toList();
    assertThat(commands).hasSizeGreaterThan(4);
    for (String command : commands) {
      assertThat(typed(command)).as(command).isEqualTo(shownBelow(text, command));
    }
  }

  @Test
  void knowsTheCallerAfterItWasKilled() throws Exception {
    Process first = demo("0");
    List<String> text = textOf(first);
    List<String> commands = text.stream().filter(line -> line.strip().startsWith("curl")).toList();
    commands.subList(0, 3).forEach(this::typed);
    first.descendants().forEach(ProcessHandle::destroyForcibly);
    first.destroyForcibly().waitFor();
    String again = textOf(demo("0")).stream().filter(line -> line.strip().startsWith("curl")).findFirst()
        .orElseThrow();
    String phone = commands.getFirst().replaceAll(".*phoneNumber=([+0-9]*)'.*", "$1");
    assertThat(again).doesNotContain("phoneNumber=" + phone);
    assertThat(typed(again.replaceAll("phoneNumber=[+0-9]*", "phoneNumber=" + phone)))
        .isEqualTo(shownBelow(text, commands.get(2)));
  }

  @Test
  void endsWhenThePortIsTaken() throws Exception {
    String port = textOf(demo("0")).getFirst().replaceAll(".*:(\\d+) .*", "$1");
    Path other = folder.resolve("other");
    Process second = launcher("demo", "--port", port, "--data", other.toString());
    assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(Files.readString(errors())).startsWith("jukwaa: server.port: 127.0.0.1:" + port + " (expected: ")
        .hasLineCount(1);
  }

  @Test
  void stopsWhenItIsToldTo() throws Exception {
    Process demo = demo("0");
    textOf(demo);
    List<ProcessHandle> workers = demo.descendants().toList();
    demo.destroy();
    assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(workers).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(Files.readString(errors())).isEmpty();
  }

  private Process demo(String port) throws Exception {
    return launcher("demo", "--port", port, "--data", folder.resolve("data").toString());
  }

  private Process launcher(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("../../jukwaa"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors().toFile());
    builder.environment().put("JUKWAA_SKIP_BUILD", "1");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Path errors() {
    return folder.resolve("errors.txt");
  }

  private static List<String> textOf(Process demo) throws Exception {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = demo.inputReader(StandardCharsets.UTF_8);
    String line = reader.readLine();
    while (line != null) {
      lines.add(line);
      line = line.startsWith(LAST_LINE) ? null : reader.readLine();
    }
    assertThat(lines).last().asString().startsWith(LAST_LINE);
    return lines;
  }

  /** What the shell shows for a line. */
  private String typed(String command) {
    try {
      Process shell = new ProcessBuilder("sh", "-c", command.strip()).start();
      String shown = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).isZero();
      return shown;
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String shownBelow(List<String> text, String command) {
    return String.join("\n", text.subList(text.indexOf(command) + 1, text.size()).stream()
        .takeWhile(line -> !line.isBlank()).map(String::strip).toList());
  }
}
