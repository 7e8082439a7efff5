package io.jukwaa.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says became of a message that it took.
 *
 * @param sentId what the operator calls the message: one of the ids it gave when it took it
 * @param status what an app is told, as {@code delivery_status}
 * @param reason in the operator's own words; null if it gave none
 */
public record Receipt(String sentId, Status status, @Nullable String reason) {
  /** As Vumi's events have it. */
  public enum Status {
    /** On its way. */
    PENDING,
    /** On the phone. */
    DELIVERED,
    /** It will never be. */
    FAILED;

    /** The value of {@code delivery_status}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
