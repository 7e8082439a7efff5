package io.jukwaa.transports.africastalking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of a recipient. Source: the codes that their documentation lists, of which only 101 was
 * verified; 409 is known from others' clients.
 */
enum RecipientStatus {
  PROCESSED("100", "Processed", Outcome.ACCEPTED), SENT("101", "Sent", Outcome.ACCEPTED), QUEUED("102", "Queued",
      Outcome.ACCEPTED), RISK_HOLD("401", "RiskHold", Outcome.REFUSED), INVALID_SENDER("402", "InvalidSenderId",
          Outcome.REFUSED), INVALID_NUMBER("403", "InvalidPhoneNumber", Outcome.REFUSED), UNSUPPORTED_NUMBER("404",
              "UnsupportedNumberType", Outcome.REFUSED), NO_BALANCE("405", "InsufficientBalance",
                  Outcome.UNAVAILABLE), BLACKLISTED("406", "UserInBlacklist", Outcome.BLOCKED), NO_ROUTE("407",
                      "CouldNotRoute", Outcome.REFUSED), DO_NOT_DISTURB("409", "DoNotDisturbRejection",
                          Outcome.BLOCKED), INTERNAL_ERROR("500", "InternalServerError", Outcome.FAILED), GATEWAY_ERROR(
                              "501", "GatewayError",
                              Outcome.FAILED), REJECTED("502", "RejectedByGateway", Outcome.REFUSED);

  /** The kinds of {@link io.jukwaa.transports.Submission}. */
  enum Outcome {
    ACCEPTED, REFUSED, BLOCKED, FAILED, UNAVAILABLE
  }

  private final String code;
  private final String word;
  private final Outcome outcome;

  RecipientStatus(String code, String word, Outcome outcome) {
    this.code = code;
    this.word = word;
    this.outcome = outcome;
  }

  /**
   * @param code {@code statusCode}; older answers have none
   * @param word {@code status}: {@code Success} of every code that is one
   * @return null if neither is known
   */
  static @Nullable RecipientStatus of(String code, String word) {
    RecipientStatus named = Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst().orElse(null);
    RecipientStatus coded = Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst().orElse(named);
    boolean taken = word.equals("Success") && (coded == null || coded.outcome != Outcome.ACCEPTED);
    return taken ? SENT : coded;
  }

  String code() {
    return code;
  }

  String word() {
    return word;
  }

  Outcome outcome() {
    return outcome;
  }
}
