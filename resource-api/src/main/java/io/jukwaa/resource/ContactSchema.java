package io.jukwaa.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant knows of the people it has to do with, beside names and addresses. Apps see every field as text, as they
 * always did; what comes by a file is held against this.
 *
 * @param country where numbers without a country code belong: two letters of ISO 3166-1; null if nowhere
 * @param fields by name, which is the name of the contact's extra; empty lets every extra be any text
 */
public record ContactSchema(@Nullable String country, Map<String, Field> fields) {
  /** Says nothing. */
  public static final ContactSchema NONE = new ContactSchema(null, Map.of());

  /** What a field holds. */
  public enum Type {
    /** Anything. */
    TEXT,
    /** A decimal number with a dot. */
    NUMBER,
    /** A day, as {@code YYYY-MM-DD}. */
    DATE,
    /** One of the field's values. */
    CHOICE,
    /** {@code yes} or {@code no}. */
    YES_NO
  }

  /** @param values of a choice, at least one; empty for the other types */
  public record Field(Type type, List<String> values) {
    public Field {
      values = List.copyOf(values);
    }
  }

  public ContactSchema {
    // In the order of the names: files have their columns in it.
    fields = java.util.Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(fields, Map.of())));
  }
}
