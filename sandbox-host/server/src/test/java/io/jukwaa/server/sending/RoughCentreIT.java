package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.transports.smpp.Rough;
import io.jukwaa.transports.smpp.SmscSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole host and an operator in a bad hour: everything leaves, and the app hears once of each message what became of it. */
@Timeout(300)
class RoughCentreIT {
  private static final int MESSAGES = 30;
  private static final String APP = """
      api.on_inbound_message = function (command) {
        var left = %d;
        function next() {
          if (left === 0) {
            api.done();
            return;
          }
          left -= 1;
          api.request('outbound.send_to', {to_addr: '+25471100' + (1000 + left), content: 'text ' + left,
            endpoint: 'default'}, next);
        }
        next();
      };
      api.on_inbound_event = function (command) { api.done(); };
      """.formatted(MESSAGES);

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void losesNothing(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("app.js"), APP);
    try (SmscSimulator centre = new SmscSimulator();
        HttpClient client = HttpClient.newHttpClient();
        Host host = DeployedHost.start(Files.writeString(folder.resolve("jukwaa.yaml"), settings(centre.port())))) {
      Rough rough = centre.roughly(20261130);
      client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/messages/orders"))
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"from_addr\": \"+1\", \"to_addr\": \"2\", \"content\": \"go\"}"))
          .build(), BodyHandlers.discarding());
      App app = ConversationsIT.app(host);
      await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(counts(host, app)).containsEntry("ack",
          (long) MESSAGES));
      rough.report(centre);
      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(counts(host, app)).isEqualTo(
          Map.of("ack", (long) MESSAGES, "delivery_report.delivered", (long) MESSAGES)));
      assertThat(rough.taken().keySet()).containsExactlyInAnyOrderElementsOf(
          IntStream.range(0, MESSAGES).mapToObj(number -> "text " + number).toList());
      assertThat(rough.turnedAway()).as("it was throttled").isPositive();
      assertThat(rough.hangUps()).as("and hung up on").isPositive();
      assertThat(host.stores().conversations().messages().count(app, Direction.OUTBOUND)).isEqualTo(MESSAGES);
      assertThat(host.stores().conversations().outbox().backlog("centre").waiting()).isZero();
    }
  }

  private static Map<String, Long> counts(Host host, App app) {
    return host.stores().conversations().messages().countEvents(app);
  }

  private static String settings(int port) {
    return """
        server: {port: 0}
        sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
        deploy:
          tenants: {acme: {}}
          apps:
            clinic: {tenant: acme, file: app.js, endpoints: {default: centre},
              config: {config: {name: clinic, process_events: true}}}
          channels:
            orders: {transport: json, app: clinic}
            centre:
              transport: smpp
              app: clinic
              settings: {host: 127.0.0.1, port: %d, system-id: esme1, password: secret, messages-per-second: 500}
        """.formatted(port);
  }
}
