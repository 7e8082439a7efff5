package io.jukwaa.transports.africastalking;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.OperatorClient.Response;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Submission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator answered to a message. When all is well that is 201 with
 * {@code {"SMSMessageData": {"Message": "…", "Recipients": [{"statusCode": 101, "status": "Success",
 * "messageId": "ATXid_1", "number": "…", "cost": "…"}]}}}, with one recipient as we name one.
 *
 * @param reasons keeps the key out of them
 */
record SendingAnswer(Response response, Reasons reasons) {
  /** Not this message but all of them: a login that is wrong or may not, or too many at once. */
  private static final Set<Integer> CHANNEL_TURNED_AWAY = Set.of(401, 403, 429);

  Submission to(UserMessage message) {
    return switch (response.status() / 100) {
      case 2 -> taken(message);
      case 4 -> CHANNEL_TURNED_AWAY.contains(response.status())
          ? unavailable()
          : new Submission.Refused(reasons.of(response));
      // a redirect is not followed, so the channel's address is wrong: that holds for its other messages too
      default -> unavailable();
    };
  }

  private Submission unavailable() {
    return new Submission.Unavailable(reasons.of(response), response.retryAfter());
  }

  private Submission taken(UserMessage message) {
    try {
      Fields data = Fields.of(response.json().object("SMSMessageData"));
      if (!(data.value("Recipients") instanceof List<?> recipients)) {
        throw new InvalidFieldException("Recipients", data.value("Recipients"), "a list");
      }
      return recipients.isEmpty()
          ? new Submission.Refused(reasons.of(data.text("Message")))
          : recipient(Fields.of(data.with("recipient", recipients.getFirst()).object("recipient")), message);
    } catch (InvalidFieldException e) { // who sends this may still have taken the message
      return new Submission.Failed(reasons.of(response.status() + ": " + e.getMessage()));
    }
  }

  private Submission recipient(Fields recipient, UserMessage message) {
    String code = text(recipient.value("statusCode"));
    String word = text(recipient.value("status"));
    if (code.isEmpty() && word.isEmpty()) {
      throw new InvalidFieldException("statusCode", recipient.value("statusCode"), "a number");
    }
    RecipientStatus status = RecipientStatus.of(code, word);
    String reason = reasons.of(code + ' ' + (word.isEmpty() && status != null ? status.word() : word));
    return switch (status == null ? RecipientStatus.Outcome.FAILED : status.outcome()) {
      case ACCEPTED -> new Submission.Accepted(List.of(id(text(recipient.value("messageId")), message)));
      case REFUSED -> new Submission.Refused(reason);
      case BLOCKED -> new Submission.Blocked(reason);
      case FAILED -> new Submission.Failed(reason);
      case UNAVAILABLE -> new Submission.Unavailable(reason, null);
    };
  }

  /** One that was taken must not be sent again for want of an id: it has ours, and receipts will not find it. */
  private static String id(String theirs, UserMessage message) {
    boolean usable = !theirs.isBlank() && !theirs.equals("None") && theirs.length() <= DeliveryReport.LONGEST_ID;
    return usable ? theirs : message.messageId();
  }

  /** Codes came as numbers and as text; what is not there is empty. */
  private static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }
}
