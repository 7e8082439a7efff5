package io.jukwaa.server.bench;

import io.jukwaa.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings file of a measured host: the app deployed so many times, dealt out to so many tenants, each with a
 * channel of its app's name. Everything that is not said here keeps its default or comes from the environment.
 *
 * @param toolkit the module set
 * @param sandbox settings of the section {@code sandbox}
 */
record BenchDeployment(int tenants, int apps, String toolkit, Map<String, String> sandbox) {
  BenchDeployment {
    sandbox = Map.copyOf(sandbox);
  }

  /** @param compile the guest compiler: {@code auto}, {@code on} or {@code off} */
  BenchDeployment(int tenants, int apps, String toolkit, String compile) {
    this(tenants, apps, toolkit, Map.of("compile", compile));
  }

  /** A sender that gave up earlier would count a late reply as a wrong one; late is what the latencies say. */
  private static final Map<String, String> PATIENT = Map.of("within", "60");

  /** The names of the channels. */
  List<String> channels() {
    return IntStream.range(0, apps).mapToObj(number -> "survey-" + number).toList();
  }

  /** Writes it beside the app. */
  Path write(Workspace workspace) {
    return write(workspace, "", Map.of());
  }

  /**
   * Writes it beside the app. JSON is YAML.
   *
   * @param name tells it from others of the same apps
   * @param areas further settings
   */
  Path write(Workspace workspace, String name, Map<String, Map<String, String>> areas) {
    Map<String, Object> tenantSections = new LinkedHashMap<>();
    Map<String, Object> appSections = new LinkedHashMap<>();
    Map<String, Object> channelSections = new LinkedHashMap<>();
    int number = 0;
    for (String app : channels()) {
      String tenant = "tenant-" + number++ % tenants;
      tenantSections.put(tenant, Map.of());
      appSections.put(app, Map.of("tenant", tenant, "file", "app.js", "modules", toolkit, "config",
          Map.of("config", Map.of("name", app))));
      channelSections.put(app, Map.of("transport", "json", "app", app, "settings", PATIENT));
    }
    String settings = new TreeMap<>(sandbox).values().stream().collect(Collectors.joining("-"));
    Path file = workspace.file(String.join("-", "host", name, toolkit, tenants + "", apps + "", settings) + ".yaml");
    Map<String, Object> all = new LinkedHashMap<>(areas);
    all.put("sandbox", sandbox);
    all.put("deploy", Map.of("tenants", tenantSections, "apps", appSections, "channels", channelSections));
    try {
      return Files.writeString(file, Json.pretty(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
