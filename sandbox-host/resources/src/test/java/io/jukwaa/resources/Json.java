package io.jukwaa.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what tables say. */
record Json(JsonNode node) {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** A JSON object as resources see it. */
  static Map<String, @Nullable Object> object(JsonNode node) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    node.properties().forEach(entry -> object.put(entry.getKey(), MAPPER.convertValue(entry.getValue(), Object.class)));
    return object;
  }

  /** The value as it reads after a trip through JSON text, so that 1 and 1L are the same. */
  static JsonNode normal(@Nullable Object value) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> texts(String member, String list) {
    Set<String> texts = new HashSet<>();
    node.path(member).path(list).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  Map<String, String> textsByName(String member, String object) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.path(member).path(object).properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
