package io.jukwaa.server.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.message.UserMessage;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the host itself reads of an app's config: members of the JSON object under the key {@code config}
 * (sandbox-protocol 6.1 and 6.2).
 *
 * @param endpoints the keys of {@code endpoints} and, if {@code sms_tag} is a pair of texts, {@code pool:tag}; never
 *     {@code default}
 * @param processEvents whether {@code process_events} is true
 */
public record AppConfig(Set<String> endpoints, boolean processEvents) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public AppConfig {
    endpoints = Set.copyOf(endpoints);
  }

  /** Reads an app's config; text that is not a JSON object says nothing, which is no error. */
  public static AppConfig of(Map<String, String> config) {
    JsonNode json = parsed(config.getOrDefault("config", ""));
    Set<String> endpoints = new TreeSet<>();
    json.path("endpoints").fieldNames().forEachRemaining(endpoints::add);
    JsonNode tag = json.path("sms_tag");
    if (tag.isArray() && tag.size() == 2 && tag.path(0).isTextual() && tag.path(1).isTextual()) {
      endpoints.add(tag.path(0).textValue() + ":" + tag.path(1).textValue());
    }
    endpoints.remove(UserMessage.DEFAULT_ENDPOINT);
    return new AppConfig(endpoints, json.path("process_events").asBoolean(false));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
