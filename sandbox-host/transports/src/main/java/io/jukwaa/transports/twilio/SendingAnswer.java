package io.jukwaa.transports.twilio;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.OperatorClient.Response;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Submission;
import io.jukwaa.transports.Texts;
import java.util.List;
import java.util.Set;

/**
 * What Twilio answered to a message: 201 with {@code {"sid": "SM…", "status": "queued", …}}, or an error
 * {@code {"code": 21211, "message": "…", "status": 400, "more_info": "…"}}.
 *
 * @param reasons keeps the account's secrets out of them
 */
record SendingAnswer(Response response, Reasons reasons) {
  /** Not this message but all of them: a login or an account that is wrong or may not, or too many at once. */
  private static final Set<Integer> CHANNEL_TURNED_AWAY = Set.of(401, 403, 404, 429);

  Submission submission() {
    return switch (response.status() / 100) {
      case 2 -> taken();
      case 4 -> turnedDown();
      // a redirect is not followed, so the channel's address is wrong: that holds for its other messages too
      default -> unavailable();
    };
  }

  private Submission taken() {
    try {
      Fields message = response.json();
      return new Submission.Accepted(List.of(Texts.word("sid", message.text("sid"), IncomingText.LONGEST_ID)));
    } catch (InvalidFieldException e) { // who sends this may still have taken the message
      return new Submission.Failed(reasons.of(response.status() + ": " + e.getMessage()));
    }
  }

  private Submission turnedDown() {
    ErrorCode code = ErrorCode.of(response.jsonIfAny().value("code"));
    if (code == null) {
      return CHANNEL_TURNED_AWAY.contains(response.status()) ? unavailable() : new Submission.Refused(reason());
    }
    return code.isBlock() ? new Submission.Blocked(reason()) : unavailable();
  }

  private Submission unavailable() {
    return new Submission.Unavailable(reason(), response.retryAfter());
  }

  /** Their code and words; the whole answer if it has none. */
  private String reason() {
    Fields error = response.jsonIfAny();
    Object code = error.value("code");
    return code instanceof Number && error.value("message") instanceof String words
        ? reasons.of(code + " " + words)
        : reasons.of(response);
  }
}
