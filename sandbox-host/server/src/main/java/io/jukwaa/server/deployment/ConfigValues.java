package io.jukwaa.server.deployment;

import io.jukwaa.server.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of an app's config as people write them: text is served as it is, anything else as JSON text. */
final class ConfigValues {
  private ConfigValues() {}

  static Map<String, String> texts(Section config) {
    Map<String, String> texts = new LinkedHashMap<>();
    config.names().forEach(key -> texts.put(key, config.value(key) instanceof String text
        ? text
        : Json.text(config.value(key))));
    return texts;
  }
}
