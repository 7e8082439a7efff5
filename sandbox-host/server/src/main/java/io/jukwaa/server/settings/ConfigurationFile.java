package io.jukwaa.server.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An installation's one YAML file: areas with their keys, and what is deployed.
 *
 * @param settings full key to text, as written; not yet known to be settings
 * @param deploy the section {@code deploy} as it is; empty without one
 * @param folder where the file is; paths in {@code deploy} start here
 */
public record ConfigurationFile(Map<String, String> settings, Fields deploy, Path folder) {
  private static final String DEPLOY = "deploy";
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final ObjectMapper YAML = YAMLMapper.builder()
      .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS) // off is a word of ours
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  public ConfigurationFile {
    settings = Map.copyOf(settings);
  }

  /** No file. */
  public static ConfigurationFile none() {
    return new ConfigurationFile(Map.of(), Fields.EMPTY, Path.of(""));
  }

  /** @throws InvalidFieldException if the file cannot be read or is not what it should be, naming line or key */
  public static ConfigurationFile read(Path file) {
    JsonNode root = parsed(file);
    Map<String, String> settings = new LinkedHashMap<>();
    Fields deploy = Fields.EMPTY;
    for (Map.Entry<String, JsonNode> area : members(file.toString(), root)) {
      if (area.getKey().equals(DEPLOY)) {
        deploy = fields(area.getValue());
      } else {
        members(area.getKey(), area.getValue()).forEach(
            entry -> settings.put(area.getKey() + "." + entry.getKey(), text(area.getKey(), entry)));
      }
    }
    Path folder = file.toAbsolutePath().getParent();
    return new ConfigurationFile(settings, deploy, folder == null ? Path.of("") : folder);
  }

  private static JsonNode parsed(Path file) {
    try {
      JsonNode root = YAML.readTree(Files.readString(file));
      return root.isMissingNode() || root.isNull() ? YAML.createObjectNode() : root;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new InvalidFieldException(file + " line " + line, problem, "YAML");
    } catch (IOException e) {
      throw new InvalidFieldException("--config", file, "a file that can be read");
    }
  }

  private static Iterable<Map.Entry<String, JsonNode>> members(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object.properties();
    }
    throw new InvalidFieldException(name, shown(node), "keys with their values");
  }

  private static Fields fields(JsonNode node) {
    members(DEPLOY, node);
    return new Fields(YAML.convertValue(node, OBJECT));
  }

  private static String text(String area, Map.Entry<String, JsonNode> entry) {
    if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
      return entry.getValue().asText();
    }
    throw new InvalidFieldException(area + "." + entry.getKey(), shown(entry.getValue()), "one value");
  }

  private static @Nullable String shown(JsonNode node) {
    return node.isNull() ? null : node.isValueNode() ? node.asText() : node.toString();
  }
}
