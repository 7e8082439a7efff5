package io.jukwaa.resources.contacts;

import io.jukwaa.resource.CommandException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as apps give them: ISO 8601, {@code 1980-02-29}, {@code 1980-02-29T23:59}, with seconds, fraction and zone if
 * wanted and a space allowed for the {@code T}; UTC where no zone is given. Years 1 to 9999.
 */
final class Dates {
  private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})"
      + "(?:[T ](\\d{2}:\\d{2})(:\\d{2}(?:[.,]\\d{1,9})?)?(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

  private Dates() {}

  /** @throws CommandException if the value is not such a date */
  static Instant parse(Object value) {
    Matcher date = ISO.matcher(value instanceof String text ? text : "");
    if (!date.matches()) {
      throw refused();
    }
    try {
      String time = date.group(2) == null ? "00:00" : date.group(2);
      String seconds = date.group(3) == null ? ":00" : date.group(3).replace(',', '.');
      ZoneOffset zone = date.group(4) == null ? ZoneOffset.UTC : ZoneOffset.of(date.group(4));
      Instant instant = LocalDateTime.parse(date.group(1) + "T" + time + seconds).toInstant(zone);
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year < 1 || year > 9999) {
        throw refused();
      }
      return instant;
    } catch (DateTimeException e) {
      throw refused();
    }
  }

  private static CommandException refused() {
    return new CommandException("Timestamp field expects a datetime or an iso8601 formatted string.");
  }
}
