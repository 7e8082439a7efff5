package io.jukwaa.server.status;

import java.time.Duration;

/** Lengths of time for people: two units at most. */
public final class Spans {
  private Spans() {}

  /** As {@code 45 s}, {@code 12 min}, {@code 3 h 5 min} or {@code 2 d 4 h}. */
  public static String text(Duration span) {
    if (span.toMinutes() == 0) {
      return Math.max(0, span.toSeconds()) + " s";
    }
    if (span.toHours() == 0) {
      return span.toMinutes() + " min";
    }
    return span.toDays() == 0
        ? span.toHours() + " h " + span.toMinutesPart() + " min"
        : span.toDays() + " d " + span.toHoursPart() + " h";
  }
}
