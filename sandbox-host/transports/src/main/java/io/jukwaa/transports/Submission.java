package io.jukwaa.transports;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator said to a message. Reasons are in its own words, for the tenant, and hold no secret. */
public sealed interface Submission {
  /**
   * It took the message.
   *
   * @param ids what it calls it, one for each part; at least one. Receipts name them
   */
  record Accepted(List<String> ids) implements Submission {
    public Accepted {
      ids = List.copyOf(ids);
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("ids: none (expected: at least one)");
      }
    }
  }

  /** It will never take this message. */
  record Refused(String reason) implements Submission {}

  /** It will never take a message to this number, whose owner does not want any. */
  record Blocked(String reason) implements Submission {}

  /** It did not take this message, or nobody knows whether it did; others may fare better. */
  record Failed(String reason) implements Submission {}

  /**
   * It takes no message of this channel at present: out of reach, too many at once, no money left, a login that is
   * wrong.
   *
   * @param pause how long it wants to be left alone; null if it does not say
   * @param whateverMessage whether it surely does not depend on the message that was tried; then none overtakes it
   */
  record Unavailable(String reason, @Nullable Duration pause, boolean whateverMessage) implements Submission {
    /** One that may after all be the fault of the message. */
    public Unavailable(String reason, @Nullable Duration pause) {
      this(reason, pause, false);
    }
  }
}
