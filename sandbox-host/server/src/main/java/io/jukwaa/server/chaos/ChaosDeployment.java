package io.jukwaa.server.chaos;

import io.jukwaa.server.Json;
import io.jukwaa.server.bench.GrownServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What the hosts of a run are told: one settings file for all of them. */
final class ChaosDeployment {
  static final String APP = "counted";
  /** Phones that wait for a reply. */
  static final String PHONES = "phones";
  /** Phones of an operator that shows the user an apology rather than ask again. */
  static final String OPERATOR = "operator";
  /** Texts that nobody waits for. */
  static final String TEXTS = "texts";
  /** Word of what became of messages, which the app is told. */
  static final String REPORTS = "reports";
  /** Carries copies of what came in. */
  static final String COPIES = "copies";

  private ChaosDeployment() {}

  /**
   * Writes it, with the app and a key, into the folder.
   *
   * @param operator where copies are sent
   */
  static Path write(Path folder, GrownServers servers, String operator) throws IOException {
    try (InputStream app = Objects.requireNonNull(ChaosDeployment.class.getResourceAsStream("counted.js"))) {
      Files.copy(app, folder.resolve("counted.js"));
    }
    Map<String, Object> settings = new LinkedHashMap<>(
        servers.settings("chaos", GrownServers.writeKey(folder.resolve("encryption.key"))));
    settings.put("server", Map.of("stop-within", "10s"));
    settings.put("sandbox", Map.of("cpu-time", "5s", "wall-time", "20s", "spare-workers", "0", "compile", "off"));
    settings.put("deploy", Map.of("tenants", Map.of("chaos", Map.of()),
        "apps", Map.of(APP, Map.of("tenant", "chaos", "file", "counted.js", "modules", "vumigo-0.3", "config",
            Map.of("config", Map.of("process_events", true)), "endpoints", Map.of("default", COPIES))),
        "channels", Map.of(PHONES, channel("8"), TEXTS, channel("1"), REPORTS, channel("1"), COPIES,
            Map.of("transport", "africastalking-sms", "app", APP, "settings",
                Map.of("username", "chaos", "api-key", "chaos", "url", operator, "messages-per-second", "500")),
            OPERATOR,
            Map.of("transport", "ussd-http", "map", "africastalking", "app", APP, "settings", Map.of("within", "8")))));
    return Files.writeString(folder.resolve("jukwaa.yaml"), Json.pretty(settings));
  }

  private static Map<String, Object> channel(String within) {
    return Map.of("transport", "json", "app", APP, "settings", Map.of("within", within));
  }
}
