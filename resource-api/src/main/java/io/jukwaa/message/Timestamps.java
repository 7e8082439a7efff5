package io.jukwaa.message;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;

/** Vumi's text form of a time: UTC, {@code YYYY-MM-DD HH:MM:SS.ffffff}; the fraction may be missing on input. */
public final class Timestamps {
  private static final DateTimeFormatter WRITE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter READ = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss")
      .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).toFormatter();

  private Timestamps() {}

  public static String text(Instant time) {
    return WRITE.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  /**
   * @param field named in the error
   * @throws InvalidFieldException if the text has another form
   */
  public static Instant parse(String field, String text) {
    try {
      return LocalDateTime.parse(text, READ).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw (InvalidFieldException) new InvalidFieldException(field, text, "UTC time as YYYY-MM-DD HH:MM:SS.ffffff")
          .initCause(e);
    }
  }
}
