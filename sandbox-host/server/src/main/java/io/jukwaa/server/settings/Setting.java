package io.jukwaa.server.settings;

import java.util.Locale;

/**
 * One thing an installation may be told.
 *
 * @param name area and key, kebab-case, for example {@code sandbox.wall-time}
 * @param kind how its text is read
 * @param standard the text that stands when nobody says otherwise
 * @param purpose one sentence for the reference page
 */
public record Setting<T>(String name, Kind<T> kind, String standard, String purpose) {
  static final String PREFIX = "JUKWAA_";

  /** The variable that overrides it, for example {@code JUKWAA_SANDBOX_WALL_TIME}. */
  public String variable() {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The part before the dot. */
  public String area() {
    return name.substring(0, name.indexOf('.'));
  }

  /** The part behind the dot. */
  public String key() {
    return name.substring(name.indexOf('.') + 1);
  }
}
