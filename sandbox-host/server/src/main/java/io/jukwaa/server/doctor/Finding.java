package io.jukwaa.server.doctor;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param subject what was looked at
 * @param detail one line for people
 */
public record Finding(Grade grade, String subject, String detail) {
  /** How good it is. */
  public enum Grade {
    OK, WARN, FAIL
  }

  static Finding ok(String subject, String detail) {
    return new Finding(Grade.OK, subject, detail);
  }

  static Finding warn(String subject, String detail) {
    return new Finding(Grade.WARN, subject, detail);
  }

  static Finding fail(String subject, String detail) {
    return new Finding(Grade.FAIL, subject, detail);
  }

  /** {@code ok    port      8080 is free}. */
  public String line() {
    return String.format("%-5s %-10s %s", grade.name().toLowerCase(Locale.ROOT), subject, detail);
  }
}
