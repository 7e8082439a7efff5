package io.jukwaa.sandbox;

/** A worker that could not be started or used. */
public final class WorkerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkerException(String message) {
    super(message);
  }
}
