package io.jukwaa.transports.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Template;
import io.jukwaa.transports.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** In what form a message is written for a gateway: a template of which each value is escaped as the form needs it. */
sealed interface Form {
  /** The template's names; those that may have no value end with a question mark. */
  List<String> names();

  /** Of the body; null if there is none. */
  @Nullable
  String type();

  /** The text of the query or body. A part that has only a value which is not there, and may be missing, is left out. */
  String write(Function<String, @Nullable String> values);

  /** {@code name=template} pairs, in the query or in the body. */
  record Pairs(Map<String, String> templates, boolean inQuery) implements Form {
    public Pairs {
      templates = new LinkedHashMap<>(templates);
    }

    @Override
    public List<String> names() {
      return templates.values().stream().flatMap(template -> Template.names(template).stream()).toList();
    }

    @Override
    public @Nullable String type() {
      return inQuery ? null : "application/x-www-form-urlencoded";
    }

    @Override
    public String write(Function<String, @Nullable String> values) {
      Map<String, String> fields = new LinkedHashMap<>();
      templates.forEach((name, template) -> {
        boolean missing = Template.names(template).stream().filter(place -> place.endsWith("?"))
            .anyMatch(place -> values.apply(place.substring(0, place.length() - 1)) == null);
        if (!missing) {
          fields.put(name, Template.fill(template, values, UnaryOperator.identity()));
        }
      });
      return FormText.write(fields);
    }
  }

  /** A JSON text. */
  record Json(JsonNode template) implements Form {
    @Override
    public List<String> names() {
      return Template.names(template);
    }

    @Override
    public String type() {
      return "application/json";
    }

    @Override
    public String write(Function<String, @Nullable String> values) {
      return Template.fill(template, values).toString();
    }
  }

  /** An XML text. */
  record Xml(String template) implements Form {
    @Override
    public List<String> names() {
      return Template.names(template);
    }

    @Override
    public String type() {
      return "text/xml; charset=utf-8";
    }

    @Override
    public String write(Function<String, @Nullable String> values) {
      return Template.fill(template, values, Xml::escaped);
    }

    private static String escaped(String value) {
      return Texts.madePlain(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
          .replace("\"", "&quot;")
          .replace("'", "&apos;");
    }
  }

  /** A template may have secrets in it. */
  String NOT_SHOWN = "not shown";

  /** Words for the forms. */
  List<String> WORDS = List.of("query", "form", "json", "xml");

  /** @throws InvalidFieldException naming the setting {@code send} if the template is no text of that form */
  static Form of(String word, String template) {
    return switch (word) {
      case "json" -> new Json(json(template));
      case "xml" -> new Xml(template);
      default -> new Pairs(pairs(template), word.equals("query"));
    };
  }

  private static Map<String, String> pairs(String template) {
    try {
      return FormText.parse(template);
    } catch (InvalidFieldException e) {
      throw unreadable("name=template&name=template, each name once, other signs escaped", e);
    }
  }

  private static JsonNode json(String template) {
    try {
      JsonNode read = new ObjectMapper().readTree(template);
      if (read.isContainerNode()) {
        return read;
      }
      throw new InvalidFieldException("send", NOT_SHOWN, "a JSON object");
    } catch (JsonProcessingException e) {
      throw unreadable("JSON", e);
    }
  }

  private static InvalidFieldException unreadable(String expected, Exception cause) {
    return (InvalidFieldException) new InvalidFieldException("send", NOT_SHOWN, expected).initCause(cause);
  }
}
