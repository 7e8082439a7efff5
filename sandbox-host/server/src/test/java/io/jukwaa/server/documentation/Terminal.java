package io.jukwaa.server.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reader's two terminals: commands are typed in a folder that has {@code ./jukwaa}; one that runs a host goes on in the
 * other terminal until the next such command, or until it is stopped; servers it shares go on in a third. Where a page
 * says 8080, 6390 or 9052 a free port is taken.
 */
final class Terminal {
  private static final Pattern HOST = Pattern.compile("\\./jukwaa (demo|serve|app run)\\b.*", Pattern.DOTALL);
  private static final Pattern SERVERS = Pattern.compile("\\./jukwaa store servers (?!.*--help).*");
  private static final String ANYTHING = "…";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  /** What a page says, and what is typed in its place. */
  private final Map<String, String> ports = Map.of("8080", freePort(), "6390", freePort(), "9052", freePort());
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Process host;
  private @Nullable Process servers;
  private String shown = "";
  private boolean skips;

  /** @param folder empty; what is typed works there */
  Terminal(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("jukwaa"), Page.HOME.resolve("jukwaa"));
    Files.createSymbolicLink(folder.resolve("campaigns-examples"), Page.HOME.resolve("campaigns-examples"));
  }

  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, here(text));
  }

  /** @param fails whether the command must end with an error, which the page shows */
  void type(String commands, boolean fails) throws IOException, InterruptedException {
    String typed = here(commands).strip();
    if (skips) {
      skips = false;
      return;
    }
    if (HOST.matcher(typed).matches() && !fails && !typed.contains("--help") && !typed.contains("--print-config")) {
      start(typed);
      return;
    }
    if (SERVERS.matcher(typed).matches()) {
      startServers(typed);
      return;
    }
    Path output = folder.resolveSibling("output.txt");
    Process shell = begin(typed.startsWith("./jukwaa doctor") ? onOurPort(typed) : "set -e\n" + typed, output);
    assertThat(shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(typed).isTrue();
    shown = Files.readString(output).replace("\r", "");
    assertThat(shell.exitValue() != 0).as("%s%n%s", typed, shown).isEqualTo(fails);
  }

  /** Leaves out what is typed next if this machine has no such program. */
  void skipNextWithout(String program) throws IOException, InterruptedException {
    skips = begin("command -v " + program, folder.resolveSibling("output.txt")).waitFor() != 0;
  }

  /** What was shown last must be this; … stands for anything. */
  void expect(String text) {
    String pattern = Stream.of(here(text).strip().split(ANYTHING, -1)).map(Pattern::quote)
        .collect(Collectors.joining(".*?"));
    Pattern expected = Pattern.compile(pattern, Pattern.DOTALL);
    if (shown.isEmpty() && host != null) { // which says it when it has said it
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(Files.readString(said()).strip()).matches(expected));
    } else {
      assertThat(shown.strip()).matches(expected);
    }
  }

  /** Types Ctrl-C where the host runs. */
  void stop() throws InterruptedException {
    Process running = host;
    host = null;
    end(running);
  }

  private static void end(@Nullable Process running) throws InterruptedException {
    if (running != null) {
      running.destroy();
      if (!running.waitFor(1, TimeUnit.MINUTES)) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly().waitFor();
      }
    }
  }

  /** Stops what runs; nothing can be typed any more. */
  void leave() throws IOException, InterruptedException {
    stop();
    end(servers);
    client.close();
    Files.delete(folder.resolve("jukwaa"));
    Files.delete(folder.resolve("campaigns-examples"));
  }

  private void start(String command) throws IOException, InterruptedException {
    stop();
    Path output = said();
    Process started = begin("exec " + onOurPort(command), output);
    host = started;
    // With a spare worker there, a busy machine does not make the first message late.
    boolean waits = command.startsWith("./jukwaa serve --config");
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> !started.isAlive()
        || (isReady() && (!waits || Files.readString(output).contains(" ready: "))));
    assertThat(started.isAlive()).as("%s%n%s", command, Files.readString(output)).isTrue();
    shown = "";
  }

  private void startServers(String command) throws IOException {
    Path output = folder.resolveSibling("servers.txt");
    Process started = begin("exec " + command, output);
    servers = started;
    await().atMost(PATIENCE).until(() -> !started.isAlive() || Files.readString(output).contains("Redis is on"));
    shown = Files.readString(output);
    assertThat(started.isAlive()).as("%s%n%s", command, shown).isTrue();
  }

  private Path said() {
    return folder.resolveSibling("host.txt");
  }

  private Process begin(String command, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("JUKWAA_"));
    builder.environment().put("JUKWAA_SKIP_BUILD", "1");
    return builder.start();
  }

  private boolean isReady() {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + here("8080") + "/health/ready"))
          .build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String onOurPort(String command) {
    return command.contains("--port") ? command : command + " --port " + here("8080");
  }

  private String here(String text) {
    String replaced = text;
    for (Map.Entry<String, String> one : ports.entrySet()) {
      replaced = replaced.replace(one.getKey(), one.getValue());
    }
    return replaced;
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
