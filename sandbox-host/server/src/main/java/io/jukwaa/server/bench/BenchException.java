package io.jukwaa.server.bench;

/** A measurement could not be taken; the message is for whoever started it. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }
}
