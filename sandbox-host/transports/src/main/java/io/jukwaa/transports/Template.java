package io.jukwaa.transports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with {@code {names}} to fill. {@code {name?}} may have no value, {@code {name:url}} is escaped for a URL.
 * Values are put in once and not looked at again, so a value cannot name another.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][\\w.-]*)(:url)?(\\?)?}");

  private Template() {}

  /** @param escape applied to each value, after the escaping for a URL */
  public static String fill(String template, Function<String, @Nullable String> values, UnaryOperator<String> escape) {
    return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place, values, escape)));
  }

  /**
   * Fills every text in the tree. A text that is one place without a value becomes null, and is left out of its object
   * if it may be missing.
   */
  public static JsonNode fill(JsonNode tree, Function<String, @Nullable String> values) {
    return switch (tree) {
      case ObjectNode object -> {
        ObjectNode filled = object.objectNode();
        object.properties().forEach(member -> {
          JsonNode value = fill(member.getValue(), values);
          if (!value.isNull() || !names(member.getValue()).toString().endsWith("?]")) {
            filled.set(member.getKey(), value);
          }
        });
        yield filled;
      }
      case ArrayNode array -> {
        ArrayNode filled = array.arrayNode();
        array.forEach(element -> filled.add(fill(element, values)));
        yield filled;
      }
      case TextNode text -> {
        Matcher whole = PLACE.matcher(text.textValue());
        yield whole.matches() && values.apply(whole.group(1)) == null
            ? NullNode.instance
            : TextNode.valueOf(fill(text.textValue(), values, UnaryOperator.identity()));
      }
      default -> tree;
    };
  }

  /** The names in it; those that may be missing end with {@code ?}. */
  public static List<String> names(String template) {
    List<String> names = new ArrayList<>();
    Matcher places = PLACE.matcher(template);
    while (places.find()) {
      names.add(places.group(3) == null ? places.group(1) : places.group(1) + "?");
    }
    return names;
  }

  /** The names in every text of the tree. */
  public static List<String> names(JsonNode tree) {
    List<String> names = new ArrayList<>(tree.isTextual() ? names(tree.textValue()) : List.of());
    tree.forEach(child -> names.addAll(names(child)));
    return names;
  }

  private static String value(MatchResult place, Function<String, @Nullable String> values,
      UnaryOperator<String> escape) {
    String value = values.apply(place.group(1));
    String text = value == null ? "" : value;
    return escape.apply(place.group(2) == null ? text : URLEncoder.encode(text, UTF_8));
  }
}
