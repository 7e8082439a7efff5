package io.jukwaa.server.gateway;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to a step.
 *
 * @param type the Content-Type; empty if there is none
 * @param after how long the gateway waited
 */
public record Screen(int status, String type, String body, Duration after) {
  private static final String ASK = "CON ";
  private static final String END = "END ";

  /** Whether the session goes on. */
  public boolean asks() {
    return body.startsWith(ASK);
  }

  /** What the phone shows. */
  public String content() {
    return asks() || body.startsWith(END) ? body.substring(ASK.length()) : body;
  }

  /** What a gateway would not take of it, and show a message of its own instead; null if it is as it should be. */
  public @Nullable String fault() {
    if (status != 200) {
      return "status " + status + " (expected: 200)";
    }
    if (!type.toLowerCase(Locale.ROOT).startsWith("text/plain")) {
      return "Content-Type " + (type.isEmpty() ? "missing" : type) + " (expected: text/plain)";
    }
    if (!asks() && !body.startsWith(END)) {
      return '"' + body.substring(0, Math.min(20, body.length()))
          + "\" at the beginning (expected: CON or END, and a blank)";
    }
    return null;
  }
}
