package io.jukwaa.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says became of a message that it took.
 *
 * @param sentId what the operator calls the message: one of the ids it gave when it took it
 * @param status what an app is told
 * @param reason in the operator's own words; null if it gave none. Of one that is {@code TAKEN}: what it is called from
 *     there on, null if that is not said
 */
public record Receipt(String sentId, Status status, @Nullable String reason) {
  /** As Vumi's events have it: the first two are events of their own, the others a {@code delivery_status}. */
  public enum Status {
    /** Whoever it was handed on to took it. */
    TAKEN,
    /** Whoever it was handed on to never will take it. */
    REFUSED,
    /** On its way. */
    PENDING,
    /** On the phone. */
    DELIVERED,
    /** It will never be. */
    FAILED;

    /** In lower case, as {@code delivery_status} has it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
