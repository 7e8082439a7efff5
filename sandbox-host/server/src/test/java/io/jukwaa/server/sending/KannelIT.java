package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jukwaa.local.KannelProcess;
import io.jukwaa.local.Ports;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.server.Json;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.transports.smpp.MessageCentre;
import io.jukwaa.transports.smpp.MessageCentre.Submitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation from a message centre through a real Kannel and a whole host to an app and back, with what became of it. */
@Timeout(180)
class KannelIT {
  private static final String SECRET = "change-me-please";

  @TempDir
  private Path folder;

  @Test
  void textsOverKannel() throws Exception {
    assumeTrue(KannelProcess.isInstalled(), "no bearerbox and smsbox in /usr/sbin; Debian's package kannel has them");
    int port = Ports.free();
    String texts = "http://127.0.0.1:" + port + "/kannel/kn" + KannelProcess.QUERY + "&secret=" + SECRET;
    try (MessageCentre operator = new MessageCentre();
        KannelProcess kannel = new KannelProcess(folder, new KannelProcess.Setup(operator.port(), texts));
        Host host = DeployedHost.start(settings(port, kannel.url()))) {
      kannel.start();
      operator.awaitBound();
      operator.text("habari €");

      Submitted reply = operator.submitted();
      assertThat(reply.text()).isEqualTo("you said habari €");
      assertThat(reply.to()).isEqualTo("254711000111");
      assertThat(reply.from()).isEqualTo("12345");
      String id = sent(host);
      ConversationsIT.awaitLine(host, "kn ack " + id);
      operator.report(reply.id(), "DELIVRD");
      ConversationsIT.awaitLine(host, "kn delivery_report " + id + " delivered");
    }
  }

  private Path settings(int port, String kannel) throws Exception {
    Files.writeString(folder.resolve("app.js"), ConversationsIT.APP);
    Map<String, Object> channel = Map.of("transport", "kannel", "app", "clinic", "settings",
        Map.of("url", kannel, "username", KannelProcess.USERNAME, "password", KannelProcess.PASSWORD, "public-url",
            "http://127.0.0.1:" + port, "secret", SECRET));
    Map<String, Object> app = Map.of("tenant", "acme", "file", "app.js", "config",
        Map.of("config", Map.of("name", "clinic", "process_events", true)));
    return Files.writeString(folder.resolve("jukwaa.yaml"), Json.pretty(Map.of("server", Map.of("port", port),
        "sandbox", Map.of("spare-workers", 0, "compile", "off", "cpu-time", "20s", "wall-time", "60s"), "deploy",
        Map.of("tenants", Map.of("acme", Map.of()), "apps", Map.of("clinic", app), "channels",
            Map.of("kn", channel)))));
  }

  private static String sent(Host host) {
    await().atMost(Duration.ofSeconds(60)).until(() -> !messages(host).isEmpty());
    return messages(host).getFirst();
  }

  private static List<String> messages(Host host) {
    return host.stores().conversations().messages().latest(ConversationsIT.app(host), Direction.OUTBOUND, 10).stream()
        .map(message -> message.messageId()).toList();
  }
}
