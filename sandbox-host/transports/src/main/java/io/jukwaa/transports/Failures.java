package io.jukwaa.transports;

import io.jukwaa.store.StoreException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** How a transport tells the host's log that something was not taken. */
public final class Failures {
  private Failures() {}

  /** A store that is gone needs one line, however many messages are refused; anything else its stack. */
  public static void log(Logger log, Throwable failure, String what) {
    boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
    Throwable cause = wraps && failure.getCause() != null ? failure.getCause() : failure;
    if (cause instanceof StoreException refused) {
      log.warn("{}: {}", what, refused.getMessage());
    } else {
      log.atError().setCause(cause).log(what);
    }
  }

  /**
   * For what was not stored, and so was not taken from the operator.
   *
   * @param failure null if it was stored
   * @throws Refusal 503, having logged why, if there is a failure
   */
  public static void refuse(Logger log, @Nullable Throwable failure, String what) {
    if (failure != null) {
      log(log, failure, what);
      throw Refusal.unavailable();
    }
  }
}
