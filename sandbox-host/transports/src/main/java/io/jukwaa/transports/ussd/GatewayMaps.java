package io.jukwaa.transports.ussd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The built-in maps. Sources of the wire formats: each file's {@code source}. */
final class GatewayMaps {
  /** {@code custom} is where a map of the tenant's own starts. */
  static final List<String> NAMES = List.of("africastalking", "mobilesasa", "hellio", "crossgate", "techsavanna",
      "safaricom", "airtel", "infobip", "dmark", "aat", "imimobile", "cellulant", "appsnmobile", "hollatags",
      "nalo", "madapi", "custom");

  static final ObjectMapper JSON = JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
  private static final Map<String, ObjectNode> TREES = NAMES.stream()
      .collect(java.util.stream.Collectors.toUnmodifiableMap(name -> name, GatewayMaps::load));

  private GatewayMaps() {}

  /** A copy of the named map, completed by what it builds upon. */
  static ObjectNode tree(String name) {
    ObjectNode tree = TREES.get(name);
    if (tree == null) {
      throw new InvalidFieldException("map", name, "one of " + String.join(", ", NAMES));
    }
    return tree.deepCopy();
  }

  static GatewayMap map(ObjectNode tree) {
    try {
      return JSON.treeToValue(tree, GatewayMap.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode load(String name) {
    ObjectNode tree = read(name);
    ObjectNode base = name.equals("defaults") ? JSON.createObjectNode() : load(text(tree.remove("extends")));
    tree.remove("source");
    if (tree.path("request") instanceof ObjectNode request && request.path("networks").asText().equals("e212")) {
      request.set("networks", JSON.valueToTree(Networks.E212));
    }
    merge(base, tree);
    return base.put("name", name);
  }

  private static String text(@Nullable JsonNode base) {
    return base == null ? "defaults" : base.asText();
  }

  private static ObjectNode read(String name) {
    try (InputStream file = GatewayMaps.class.getResourceAsStream(name + ".json")) {
      if (file == null) {
        throw new IllegalStateException(name + ".json: missing (expected: a built-in map)");
      }
      return (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties().forEach(member -> {
      if (into.get(member.getKey()) instanceof ObjectNode base && member.getValue() instanceof ObjectNode more) {
        merge(base, more);
      } else {
        into.set(member.getKey(), member.getValue());
      }
    });
  }
}
