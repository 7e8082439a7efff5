package io.jukwaa.store;

import org.jspecify.annotations.Nullable;

/**
 * A store could not do its work: the disk is full, the database is closed or unreachable. A write that ended this way
 * changed nothing in an embedded store; in one on other machines it may have happened, in part or whole, and is to be
 * done again with the same id. The message is for the operator's log, never for guests or callers.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
