package io.jukwaa.server;

import org.jspecify.annotations.Nullable;

/** This machine does not let the host start; the message is for whoever started it. */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param message names what stands in the way, what it is now and what was expected */
  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param what the setting or the part that stands in the way
   * @param value what it is now
   * @param expected what it should be
   */
  public CannotStartException(String what, Object value, String expected, @Nullable Throwable cause) {
    super(what + ": " + value + " (expected: " + expected + ")", cause);
  }
}
