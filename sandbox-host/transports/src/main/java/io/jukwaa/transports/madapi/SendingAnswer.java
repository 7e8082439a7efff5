package io.jukwaa.transports.madapi;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.OperatorClient.Response;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Submission;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What MADAPI answered to a push: 201 with {@code {"statusCode": "0000", "statusMessage": "…", "transactionId": "…",
 * "data": {"outboundResponse": "0000", "sessionId": "…", "msisdn": "…"}}}, or an error {@code {"statusCode": "3001",
 * "statusMessage": "…", "supportMessage": "…", "transactionId": "…"}}.
 *
 * @param reasons keeps the key out of them
 */
record SendingAnswer(Response response, Reasons reasons) {
  private static final Pattern SESSION = Pattern.compile("[!-~]{1,200}");
  /** Not this push but all of them, whatever the code: a key that is wrong or may not, or too many at once. */
  private static final Set<Integer> CHANNEL_TURNED_AWAY = Set.of(401, 403, 429);

  Submission to(UserMessage message) {
    Fields answer = response.jsonIfAny();
    String code = text(answer.value("statusCode"));
    StatusCode known = StatusCode.of(code);
    if (CHANNEL_TURNED_AWAY.contains(response.status())) {
      return unavailable(answer);
    }
    if (known != null) {
      return switch (known.outcome()) {
        case REFUSED -> new Submission.Refused(reason(answer));
        case FAILED -> new Submission.Failed(reason(answer));
        case UNAVAILABLE -> unavailable(answer);
      };
    }
    return switch (response.status() / 100) {
      case 2 -> code.equals(StatusCode.SUCCESS) ? taken(answer, message) : new Submission.Failed(reason(answer));
      case 4 -> response.status() == 404 ? unavailable(answer) : new Submission.Refused(reason(answer));
      // a redirect is not followed, so the channel's address is wrong: that holds for its other messages too
      default -> unavailable(answer);
    };
  }

  /** MADAPI has it; what the network's gateway said, which is behind it, is in the data: nothing but noughts is success. */
  private Submission taken(Fields answer, UserMessage message) {
    try {
      Fields data = Fields.of(answer.object("data"));
      String said = text(data.value("outboundResponse"));
      return said.matches("0*")
          ? new Submission.Accepted(List.of(session(text(data.value("sessionId")), message)))
          : new Submission.Failed(reasons.of("outboundResponse " + said));
    } catch (InvalidFieldException e) { // who sends this may still have taken the push
      return new Submission.Failed(reasons.of(response.status() + ": " + e.getMessage()));
    }
  }

  /** A push that was taken must not be made again for want of an id: it has the one we asked for. */
  private static String session(String theirs, UserMessage message) {
    return SESSION.matcher(theirs).matches() ? theirs : message.messageId();
  }

  private Submission unavailable(Fields answer) {
    return new Submission.Unavailable(reason(answer), response.retryAfter());
  }

  /** Their code and words; the whole answer if it has none. */
  private String reason(Fields answer) {
    String code = text(answer.value("statusCode"));
    String words = text(answer.value("statusMessage"));
    return code.isBlank() || words.isBlank() ? reasons.of(response) : reasons.of(code + ' ' + words);
  }

  /** What is not there is empty. */
  private static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }
}
