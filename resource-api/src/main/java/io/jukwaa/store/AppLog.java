package io.jukwaa.store;

import io.jukwaa.resource.App;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the owner of an app reads: its own log lines and what went wrong in it. Keeps the newest 1,000 lines an app.
 */
public interface AppLog {
  int DEBUG = 10;
  int INFO = 20;
  int WARNING = 30;
  int ERROR = 40;
  int CRITICAL = 50;
  /** Lines kept for each app. */
  int KEPT = 1_000;

  /** @param level Python's number: 10 DEBUG, 20 INFO, 30 WARNING, 40 ERROR, 50 CRITICAL, or any other */
  record Line(Instant time, int level, String text) {
    /** {@code INFO} and so on; {@code Level 35} for a level without a name. */
    public String levelName() {
      return switch (level) {
        case DEBUG -> "DEBUG";
        case INFO -> "INFO";
        case WARNING -> "WARNING";
        case ERROR -> "ERROR";
        case CRITICAL -> "CRITICAL";
        default -> "Level " + level;
      };
    }
  }

  /**
   * Adds a line with the present time. Returns at once; the line is durable with the next commit of the store.
   *
   * @param text kept as {@link LogText#safe} makes it
   */
  void append(App app, int level, String text);

  /** Removes the lines whose text is such; how many. */
  long remove(App app, Predicate<String> text);

  /** The newest lines, oldest first. */
  List<Line> tail(App app, int limit);
}
