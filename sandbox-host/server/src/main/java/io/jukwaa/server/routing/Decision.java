package io.jukwaa.server.routing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a message goes, and why.
 *
 * @param path from the channel on, in the order it was gone
 * @param after where the user is then
 * @param remember for how long; zero if nobody need know
 */
record Decision(Destination destination, List<Step> path, Position after, Duration remember) {
  Decision {
    path = List.copyOf(path);
  }

  /**
   * One rule that held.
   *
   * @param at for example {@code channel clinic-sms} or {@code keyword front}
   * @param rule for example {@code words poll, kura} or {@code otherwise}
   * @param to what it led to: a router, an app or what the user is told
   */
  record Step(String at, String rule, String to) {
    String text() {
      return at + ": " + rule + " -> " + to;
    }
  }

  /** What becomes of the message. */
  sealed interface Destination {
    /**
     * An app gets it.
     *
     * @param fresh whether as if the user had dialled it, because what was written was for a menu
     */
    record ToApp(String app, boolean fresh) implements Destination {}

    /** The host answers itself, with nothing if the text is null. */
    record Said(@Nullable String text, boolean ends) implements Destination {}

    /**
     * The user wants no more messages, or wants them again.
     *
     * @param word what was written for it
     * @param text what the user is told
     */
    record Opting(boolean out, String word, String text) implements Destination {}
  }

  /** Where a user is between two messages. */
  sealed interface Position {
    /** Nowhere that matters. */
    record Nowhere() implements Position {}

    /** What comes goes to the app. */
    record At(String app) implements Position {}

    /** The screen of the menu is shown. */
    record Choosing(String menu) implements Position {}

    /** As {@link #text} wrote it. */
    static Position of(@Nullable String text) {
      String[] parts = Objects.requireNonNullElse(text, "").split(" ", 2);
      return switch (parts[0]) {
        case "app" -> new At(parts[1]);
        case "menu" -> new Choosing(parts[1]);
        default -> new Nowhere();
      };
    }

    default String text() {
      return switch (this) {
        case Nowhere _ -> "nowhere";
        case At at -> "app " + at.app();
        case Choosing choosing -> "menu " + choosing.menu();
      };
    }
  }
}
