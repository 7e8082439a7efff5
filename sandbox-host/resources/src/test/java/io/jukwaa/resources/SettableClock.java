package io.jukwaa.resources;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
final class SettableClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.000006Z");

  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void reset() {
    now = START;
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
