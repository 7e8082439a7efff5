package io.jukwaa.sandbox;

import io.jukwaa.resource.Limits;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a run has left of the things that are counted one by one: log lines, HTTP requests, messages. What goes beyond is
 * refused and the run goes on, for an app that logs too much has done no harm to its user. Thread-safe.
 */
final class Allowance {
  private final Limits limits;
  private final AtomicInteger logLines = new AtomicInteger();
  private final AtomicInteger httpCalls = new AtomicInteger();
  private final AtomicInteger messages = new AtomicInteger();

  /** @param first whether it is the first command beyond, which is worth a line in the log */
  record Refusal(String reason, boolean first) {}

  Allowance(Limits limits) {
    this.limits = limits;
  }

  /** Counts the command; null if it is within the limits. */
  @Nullable
  Refusal refusal(String command) {
    return switch (command.substring(0, Math.max(0, command.indexOf('.')))) {
      case "log" -> counted("log lines", logLines, limits.logLines());
      case "http" -> counted("HTTP requests", httpCalls, limits.httpCalls());
      case "outbound" -> counted("messages", messages, limits.messages());
      default -> null;
    };
  }

  private static @Nullable Refusal counted(String what, AtomicInteger counter, int limit) {
    int used = counter.incrementAndGet();
    return used <= limit ? null : new Refusal(what + ": " + used + " (limit: " + limit + ")", used == limit + 1);
  }
}
