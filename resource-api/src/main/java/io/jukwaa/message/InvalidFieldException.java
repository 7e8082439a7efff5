package io.jukwaa.message;

import org.jspecify.annotations.Nullable;

/**
 * Input that was refused at the edge: one field does not hold what was expected.
 *
 * <p>The message reads {@code field: value (expected: …)} and is meant for the caller. Long values are cut.
 */
public final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  private final String field;
  private final String rest;
  private final String expected;

  /**
   * @param field the field's name as the caller wrote it, dotted when nested
   * @param value what was there; null reads as {@code missing}
   * @param expected what should have been there
   */
  public InvalidFieldException(String field, @Nullable Object value, String expected) {
    this(field, shown(value) + " (expected: " + expected + ")", expected);
  }

  private InvalidFieldException(String field, String rest, String expected) {
    super(field + ": " + rest);
    this.field = field;
    this.rest = rest;
    this.expected = expected;
  }

  /** The name of the field that was refused. */
  public String field() {
    return field;
  }

  /** What should have been there, for where the value must not be shown. */
  public String expected() {
    return expected;
  }

  /** The same refusal of a field of a larger whole: {@code map} in {@code channels.main} is {@code channels.main.map}. */
  public InvalidFieldException in(String parent) {
    InvalidFieldException placed = new InvalidFieldException(parent + "." + field, rest, expected);
    placed.initCause(this);
    return placed;
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "missing";
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
