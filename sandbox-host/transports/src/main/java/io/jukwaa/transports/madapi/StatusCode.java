package io.jukwaa.transports.madapi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What MADAPI says is wrong, in the first of four digits. Source: the groups that
 * developers.mtn.com/getting-started/response-and-error-codes lists. What they mean for a message is ours to say; no code
 * is known by which an owner of a number wants nothing.
 */
enum StatusCode {
  CUSTOMER("0001", "1999", "of the customer, who is not found for example", Outcome.REFUSED), NETWORK("2000", "2999",
      "of the network, which does not reach the phone for example", Outcome.FAILED), SERVER("3000", "3999",
          "of their servers", Outcome.UNAVAILABLE), ACCESS("4000", "4999", "of the key and what it may",
              Outcome.UNAVAILABLE), PARAMETER("5000", "5999", "of a field", Outcome.REFUSED), BILLING("6000", "6999",
                  "of the account's money", Outcome.UNAVAILABLE);

  static final String SUCCESS = "0000";

  /** Kinds of {@link io.jukwaa.transports.Submission}. */
  enum Outcome {
    REFUSED, FAILED, UNAVAILABLE
  }

  private final String first;
  private final String last;
  private final String meaning;
  private final Outcome outcome;

  StatusCode(String first, String last, String meaning, Outcome outcome) {
    this.first = first;
    this.last = last;
    this.meaning = meaning;
    this.outcome = outcome;
  }

  /**
   * @param code four digits
   * @return null if it is in no group, as success is not
   */
  static @Nullable StatusCode of(String code) {
    return code.matches("[0-9]{4}")
        ? Arrays.stream(values()).filter(each -> each.first.compareTo(code) <= 0 && code.compareTo(each.last) <= 0)
            .findFirst().orElse(null)
        : null;
  }

  String range() {
    return first + " to " + last;
  }

  String meaning() {
    return meaning;
  }

  Outcome outcome() {
    return outcome;
  }
}
