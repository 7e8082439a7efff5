package io.jukwaa.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a JSON object held as a map: text, numbers, booleans, lists, maps and null.
 *
 * <p>Immutable and deeply copied, so it can be shared between threads. Order of members is kept.
 *
 * @param members the object's members; a null value is JSON's null
 */
public record Fields(Map<String, @Nullable Object> members) {
  public static final Fields EMPTY = new Fields(Map.of());

  public Fields {
    members = copyOf(members);
  }

  /** The same as the constructor, whose parameter's nullness other modules' checks cannot see. */
  public static Fields of(Map<String, @Nullable Object> members) {
    return new Fields(members);
  }

  /** Whether the member is there, be it null. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The member as it is; null when absent or null. */
  public @Nullable Object value(String name) {
    return members.get(name);
  }

  /** @throws InvalidFieldException if the member is absent or not text */
  public String text(String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidFieldException(name, members.get(name), "text");
  }

  /** @throws InvalidFieldException if the member is neither absent, null nor text */
  public @Nullable String textOrNull(String name) {
    return members.get(name) == null ? null : text(name);
  }

  /**
   * The member as an object; empty when absent or null.
   *
   * @throws InvalidFieldException if it is something else
   */
  public Map<String, @Nullable Object> object(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return cast(map);
    }
    throw new InvalidFieldException(name, value, "an object");
  }

  /** A copy with one member set. */
  public Fields with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
    copy.put(name, value);
    return new Fields(copy);
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys only
  private static Map<String, @Nullable Object> cast(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private static Map<String, @Nullable Object> copyOf(Map<String, @Nullable Object> source) {
    Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(source.size());
    source.forEach((name, value) -> copy.put(name, frozen(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object frozen(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOf(cast(map));
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(frozen(element)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
