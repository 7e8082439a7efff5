package io.jukwaa.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.hostile.WeakInstallation;
import io.jukwaa.server.hostile.Weakness;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power cut takes: whatever was not flushed. A slow disk that is built into the store writes down how far the log
 * is flushed; after SIGKILL the rest of it is cut off.
 */
@Timeout(240)
class PowerLossIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final String LOG_FILE = "sandbox-host/stores/src/main/java/io/jukwaa/stores/embedded/LogFile.java";
  private static final String FLUSH = "    channel.force(false);";
  private static final int MESSAGES = 5;

  @TempDir
  private Path folder;

  @Test
  void losesNothingThatAnybodyWasTold() throws Exception {
    assertThat(findings(slowDisk(FLUSH))).isEmpty();
  }

  /** Controls: were the check blind, it would pass these stores too. */
  @Test
  @EnabledIfSystemProperty(named = "jukwaa.long", matches = "true", disabledReason = "only with -Djukwaa.long=true")
  void findsAStoreThatNeverFlushes() throws Exception {
    assertThat(findings(new Weakness("no-sync", LOG_FILE, FLUSH, ""))).isNotEmpty();
  }

  @Test
  void findsAHostThatAnswersBeforeTheFlush() throws Exception {
    assertThat(findings(slowDisk(FLUSH), new Weakness("ack-first",
        "sandbox-host/server/src/main/java/io/jukwaa/server/dispatch/Exchange.java",
        "durability.flushed().whenComplete",
        "CompletableFuture.<Void>completedFuture(null).whenComplete"))).isNotEmpty();
  }

  private Path synced() {
    return folder.resolve("synced");
  }

  /** Takes 0.3 s for a flush and then writes down what it covers. */
  private Weakness slowDisk(String flush) {
    return new Weakness("disk", LOG_FILE, flush, "    long size = channel.size();\n"
        + "    java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);\n" + flush + "\n"
        + "    java.nio.file.Files.writeString(Path.of(\"" + synced() + "\"), Long.toString(size));");
  }

  /** What somebody was told that is not there after the power cut. */
  private List<String> findings(Weakness... weaknesses) throws Exception {
    Path data = folder.resolve("data");
    try (WeakInstallation weak = WeakInstallation.of(List.of(weaknesses), HOME,
        HOME.resolve("sandbox-host/server/target/weak"));
        HostProcess host = new HostProcess(weak.installation(), data, "serve", "--config", configure().toString())) {
      talk(host.port());
      host.kill();
    }
    cutPower(data.resolve("jukwaa.db-wal"));
    try (EmbeddedDatabase left = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      App app = left.deployments().app("echo");
      return app == null
          ? List.of("what was deployed is gone")
          : IntStream.range(0, MESSAGES).boxed().flatMap(number -> missing(left.messages(), app, "m" + number))
              .toList();
    }
  }

  private static void talk(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int number = 0; number < MESSAGES; number++) {
        String message = Json.text(Map.of("message_id", "m" + number, "content", "hello", "from_addr", "+1", "to_addr",
            "12345", "session_event", "resume"));
        HttpResponse<String> answer = client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/messages/echo"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(message)).build(),
            HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("re m" + number);
      }
    }
  }

  private void cutPower(Path log) throws IOException {
    long flushed = Files.exists(synced()) ? Long.parseLong(Files.readString(synced())) : 0;
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      assertThat(channel.size()).isGreaterThanOrEqualTo(flushed);
      channel.truncate(flushed);
    }
  }

  private static Stream<String> missing(MessageLog log, App app, String id) {
    List<String> missing = new ArrayList<>();
    if (log.find(app, MessageLog.Direction.INBOUND, id) == null) {
      missing.add(id + " is answered and not stored");
    }
    if (log.sentFor(app, "echo", id).isEmpty()) {
      missing.add("the answer to " + id + " is not stored");
    }
    return missing.stream();
  }

  private Path configure() throws IOException {
    Files.writeString(folder.resolve("echo.js"), """
        api.on_inbound_message = function (command) {
          var id = command.msg.message_id;
          api.request('outbound.reply_to', {content: 're ' + id, in_reply_to: id, continue_session: true},
            function () { api.done(); });
        };
        """);
    return Files.writeString(folder.resolve("host.yaml"), Json.pretty(Map.of(
        "sandbox", Map.of("cpu-time", "20s", "wall-time", "60s", "spare-workers", "0", "compile", "off"),
        "deploy", Map.of("tenants", Map.of("acme", Map.of()),
            "apps", Map.of("echo", Map.of("tenant", "acme", "file", "echo.js", "modules", "vumigo-0.3")),
            "channels", Map.of("echo",
                Map.of("transport", "json", "app", "echo", "settings", Map.of("within", "60")))))));
  }
}
