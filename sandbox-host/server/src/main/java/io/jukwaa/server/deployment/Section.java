package io.jukwaa.server.deployment;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object somebody wrote, read with the place where each member stands, so that messages can name it:
 * {@code deploy.apps.clinic.file}, {@code contacts[2].msisdn}.
 *
 * @param path where the object stands; empty for the whole
 */
public record Section(String path, Fields fields) {
  /** @throws InvalidFieldException if the value is no object */
  public static Section of(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Section(path, new Fields(cast(map)));
    }
    throw new InvalidFieldException(path, value, "an object");
  }

  /** @throws InvalidFieldException if there is any other member */
  public Section only(String... known) {
    Collection<String> all = List.of(known);
    fields.members().forEach((name, value) -> {
      if (!all.contains(name)) {
        throw new InvalidFieldException(path(name), value, "one of " + String.join(", ", all));
      }
    });
    return this;
  }

  public Iterable<String> names() {
    return fields.members().keySet();
  }

  @Nullable
  public Object value(String name) {
    return fields.value(name);
  }

  /** The member as text; a number or a truth value is read as it is written. */
  public String text(String name) {
    String text = textOrNull(name);
    if (text == null || text.isEmpty()) {
      throw refused(name, "text");
    }
    return text;
  }

  @Nullable
  public String textOrNull(String name) {
    return switch (value(name)) {
      case null -> null;
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> throw refused(name, "text");
    };
  }

  /** The member, which must be text and not a number that looks like it. */
  @Nullable
  String exactTextOrNull(String name) {
    return switch (value(name)) {
      case null -> null;
      case String text -> text;
      default -> throw refused(name, "text");
    };
  }

  public boolean flag(String name) {
    return switch (value(name)) {
      case null -> false;
      case Boolean truth -> truth;
      default -> throw refused(name, "true or false");
    };
  }

  public int count(String name, int otherwise) {
    return switch (value(name)) {
      case null -> otherwise;
      case Integer number when number >= 0 -> number;
      default -> throw refused(name, "a whole number from 0");
    };
  }

  /** The members of the named object as the texts they were written as, whole numbers too. Empty when absent. */
  Map<String, String> amounts(String name) {
    Section parent = section(name);
    Map<String, String> amounts = new LinkedHashMap<>();
    parent.names().forEach(key -> amounts.put(key, switch (parent.value(key)) {
      case String text -> text;
      case Integer number -> number.toString();
      case null, default -> throw parent.refused(key, "text or a whole number");
    }));
    return amounts;
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(name)) {
      if (!(item instanceof String text)) {
        throw new InvalidFieldException(path(name) + "[" + texts.size() + "]", item, "text");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A list of objects; empty when absent. */
  public List<Section> list(String name) {
    List<Section> sections = new ArrayList<>();
    items(name).forEach(item -> sections.add(of(path(name) + "[" + sections.size() + "]", item)));
    return sections;
  }

  /** The member as an object; empty when absent. */
  public Section section(String name) {
    Object value = value(name);
    return of(path(name), value == null ? Map.of() : value);
  }

  /** Each member of the named object as an object: its name and it. Empty when absent. */
  public Map<String, Section> sections(String name) {
    Section parent = section(name);
    Map<String, Section> sections = new LinkedHashMap<>();
    parent.fields.members().forEach((key, value) -> sections.put(key, of(parent.path(key), value)));
    return sections;
  }

  /** Each member of the named object as text: its name and it. Empty when absent. */
  public Map<String, String> entries(String name) {
    Section parent = section(name);
    Map<String, String> entries = new LinkedHashMap<>();
    parent.names().forEach(key -> {
      String text = parent.textOrNull(key);
      if (text == null) {
        throw parent.refused(key, "text");
      }
      entries.put(key, text);
    });
    return entries;
  }

  public InvalidFieldException refused(String name, String expected) {
    return new InvalidFieldException(path(name), value(name), expected);
  }

  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private List<?> items(String name) {
    return switch (value(name)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw refused(name, "a list");
    };
  }

  @SuppressWarnings("unchecked") // members of JSON and YAML objects are read with text for names
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
