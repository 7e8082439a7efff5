package io.jukwaa.server.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** What the hosts of a run are told: one settings file for all of them. */
final class ChaosDeployment {
  static final String APP = "counted";
  /** Phones that wait for a reply. */
  static final String PHONES = "phones";
  /** Texts that nobody waits for. */
  static final String TEXTS = "texts";

  private ChaosDeployment() {}

  /** Writes it, with the app and a key, into the folder. */
  static Path write(Path folder, GrownServers servers) throws IOException {
    try (InputStream app = Objects.requireNonNull(ChaosDeployment.class.getResourceAsStream("counted.js"))) {
      Files.copy(app, folder.resolve("counted.js"));
    }
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Path keys = Files.writeString(folder.resolve("encryption.key"), Base64.getEncoder().encodeToString(key), UTF_8);
    InetSocketAddress cassandra = servers.cassandra().address();
    return Files.writeString(folder.resolve("jukwaa.yaml"), Json.pretty(Map.of(
        "server", Map.of("stop-within", "10s"),
        "data", Map.of("stores", "redis+cassandra"),
        "redis", Map.of("address", servers.redis().uri()),
        "cassandra", Map.of("contact-points", "127.0.0.1:" + cassandra.getPort(), "keyspace", "chaos"),
        "encryption", Map.of("key-file", keys.toString()),
        "sandbox", Map.of("cpu-time", "5s", "wall-time", "20s", "spare-workers", "0", "compile", "off"),
        "deploy", Map.of("tenants", Map.of("chaos", Map.of()),
            "apps", Map.of(APP, Map.of("tenant", "chaos", "file", "counted.js", "modules", "vumigo-0.3")),
            "channels", Map.of(PHONES, channel("8"), TEXTS, channel("1"))))));
  }

  private static Map<String, Object> channel(String within) {
    return Map.of("transport", "json", "app", APP, "settings", Map.of("within", within));
  }
}
