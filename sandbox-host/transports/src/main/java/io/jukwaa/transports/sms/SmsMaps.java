package io.jukwaa.transports.sms;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of gateways that are known: {@code NAME.json}, an object with {@code source} and {@code settings}. */
final class SmsMaps {
  /** {@code custom} is where a map of the tenant's own starts. */
  static final List<String> NAMES = List.of("jasmin", "cellulant-sms", "custom-sms");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Map<String, String>> ALL = NAMES.stream()
      .collect(Collectors.toUnmodifiableMap(name -> name, SmsMaps::load));

  private SmsMaps() {}

  static Map<String, String> settings(String name) {
    Map<String, String> settings = ALL.get(name);
    if (settings == null) {
      throw new InvalidFieldException("map", name, "one of " + String.join(", ", NAMES));
    }
    return settings;
  }

  private static Map<String, String> load(String name) {
    try (InputStream file = SmsMaps.class.getResourceAsStream(name + ".json")) {
      if (file == null) {
        throw new IllegalStateException(name + ".json: missing (expected: a built-in map)");
      }
      JsonNode settings = JSON.readTree(file).path("settings");
      return Map.copyOf(JSON.convertValue(settings, new TypeReference<Map<String, String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
