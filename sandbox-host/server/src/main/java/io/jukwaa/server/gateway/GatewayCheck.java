package io.jukwaa.server.gateway;

import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.doctor.Finding;
import io.jukwaa.server.doctor.Finding.Grade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel stands what gateways do: ask twice, ask side by side, ask out of the middle, hang up, leave a field out.
 * Each in a session of its own. Blocks; not thread-safe.
 */
public final class GatewayCheck {
  /** Africa's Talking waits for 15 s; others for less. */
  private static final Duration TOO_LATE = Duration.ofSeconds(15);
  private static final Duration LATE = Duration.ofSeconds(8);
  private static final int AT_ONCE = 5;
  private static final int MOST_STEPS = 20;

  private final Gateway gateway;
  private final Supplier<String> sessions;
  private Duration slowest = Duration.ZERO;

  /** @param sessions a new id of a session at each call */
  public GatewayCheck(Gateway gateway, Supplier<String> sessions) {
    this.gateway = gateway;
    this.sessions = sessions;
  }

  /** One thing that is tried: what is wrong with it, or null. */
  @FunctionalInterface
  private interface Try {
    @Nullable
    String fault();
  }

  /** @throws CannotStartException if nobody answers the first step */
  public List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(finding("dialled", "the first screen", dialled()));
    if (findings.getFirst().grade() == Grade.FAIL) {
      return findings;
    }
    findings.add(tried("again", "the same step again has the same screen", this::again));
    findings.add(tried("at once", AT_ONCE + " times the same step at once have the same screen", this::atOnce));
    findings.add(tried("parallel", "two different steps at once have a screen each", this::parallel));
    findings.add(tried("lost", "a session that nobody knows, in its middle",
        () -> screen(sessions.get(), "1*1").fault()));
    findings.add(tried("stars", "a user who types stars", () -> typed("**")));
    findings.add(tried("letters", "a user who types what no keypad has", () -> typed("ሰላም ü 😀")));
    findings.add(tried("hung up", "a line that breaks before the screen is there, and the step again", this::hungUp));
    findings.add(tried("no field", "a step without a session's id is refused, and nothing breaks",
        this::withoutAField));
    findings.add(tried("end", "the last screen again, when the session is over", this::end));
    findings.add(new Finding(
        slowest.compareTo(TOO_LATE) > 0 ? Grade.FAIL : slowest.compareTo(LATE) > 0 ? Grade.WARN : Grade.OK, "time",
        "the slowest answer came after " + slowest.toMillis() + " ms; gateways wait for 8 to 15 s"));
    return findings;
  }

  /** No answer is a fault like any other. */
  private static Finding tried(String subject, String tried, Try attempt) {
    try {
      return finding(subject, tried, attempt.fault());
    } catch (CannotStartException e) {
      return finding(subject, tried, "no answer");
    }
  }

  private static Finding finding(String subject, String tried, @Nullable String fault) {
    return new Finding(fault == null ? Grade.OK : Grade.FAIL, subject, fault == null ? tried : tried + ": " + fault);
  }

  private @Nullable String dialled() {
    return screen(sessions.get(), "").fault();
  }

  private @Nullable String again() {
    String session = sessions.get();
    for (String text : List.of("", "1")) {
      String fault = alike(screen(session, text), screen(session, text));
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String atOnce() {
    String session = sessions.get();
    screen(session, "");
    List<CompletableFuture<Screen>> asked = Stream.generate(() -> gateway.later(session, "1")).limit(AT_ONCE).toList();
    List<Screen> screens = asked.stream().map(gateway::awaited).map(this::seen).toList();
    return screens.stream().map(each -> alike(screens.getFirst(), each)).filter(fault -> fault != null).findFirst()
        .orElse(null);
  }

  private @Nullable String parallel() {
    String session = sessions.get();
    screen(session, "");
    List<CompletableFuture<Screen>> asked = List.of(gateway.later(session, "1"), gateway.later(session, "2"));
    return asked.stream().map(gateway::awaited).map(this::seen).map(Screen::fault).filter(fault -> fault != null)
        .findFirst().orElse(null);
  }

  private @Nullable String typed(String text) {
    String session = sessions.get();
    screen(session, "");
    return screen(session, text).fault();
  }

  private @Nullable String hungUp() {
    String session = sessions.get();
    screen(session, "");
    gateway.brokenOff(session, "1");
    return alike(screen(session, "1"), screen(session, "1"));
  }

  private @Nullable String withoutAField() {
    Screen screen = seen(gateway.without("sessionId", sessions.get()));
    return screen.status() >= 400 && screen.status() < 500
        ? null
        : "status " + screen.status() + " (expected: one from 400 to 499)";
  }

  private @Nullable String end() {
    String session = sessions.get();
    StringBuilder text = new StringBuilder();
    Screen screen = screen(session, "");
    for (int step = 0; screen.asks() && step < MOST_STEPS; step++) {
      text.append(text.isEmpty() ? "1" : "*1");
      screen = screen(session, text.toString());
    }
    if (screen.asks()) {
      return "a session that goes on after " + MOST_STEPS + " answers of 1 (expected: one that ends)";
    }
    return alike(screen, screen(session, text.toString()));
  }

  private static @Nullable String alike(Screen one, Screen other) {
    String fault = one.fault() == null ? other.fault() : one.fault();
    return fault != null || one.body().equals(other.body())
        ? fault
        : '"' + other.content() + "\" (expected: \"" + one.content() + "\", as before)";
  }

  private Screen screen(String session, String text) {
    return seen(gateway.step(session, text));
  }

  private Screen seen(Screen screen) {
    slowest = screen.after().compareTo(slowest) > 0 ? screen.after() : slowest;
    return screen;
  }
}
