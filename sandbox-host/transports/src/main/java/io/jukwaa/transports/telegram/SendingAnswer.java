package io.jukwaa.transports.telegram;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.OperatorClient.Response;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Telegram answered to a message: {@code {"ok": true, "result": {"message_id": 7, …}}}, or with a status of 400
 * and more {@code {"ok": false, "error_code": 400, "description": "…", "parameters": {"retry_after": 3}}}.
 *
 * @param reasons keeps the token out of them
 */
record SendingAnswer(Response response, Reasons reasons) {
  /** Not this message but all of them: a token that is wrong, or too many at once. */
  private static final Set<Integer> CHANNEL_TURNED_AWAY = Set.of(401, 404, 429);
  private static final int LONGEST_PAUSE_SECONDS = 999_999;
  /** There is no code for it. Other descriptions that come with 403 say that there is nobody who could want any. */
  private static final String BLOCKED = "blocked by the user";

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
      Fields answer = response.json();
      Object id = answer.object("result").get("message_id");
      if (!Boolean.TRUE.equals(answer.value("ok"))) {
        throw new InvalidFieldException("ok", answer.value("ok"), "true");
      }
      if (!(id instanceof Integer || id instanceof Long)) {
        throw new InvalidFieldException("message_id", id, "a whole number");
      }
      return new Submission.Accepted(List.of(id.toString()));
    } catch (InvalidFieldException e) { // who sends this may still have taken the message
      return new Submission.Failed(reasons.of(response.status() + ": " + e.getMessage()));
    }
  }

  private Submission turnedDown() {
    if (CHANNEL_TURNED_AWAY.contains(response.status())) {
      return unavailable();
    }
    return response.status() == 403 && reason().contains(BLOCKED)
        ? new Submission.Blocked(reason())
        : new Submission.Refused(reason());
  }

  private Submission unavailable() {
    return new Submission.Unavailable(reason(), pause());
  }

  private @Nullable Duration pause() {
    try {
      Object seconds = response.jsonIfAny().object("parameters").get("retry_after");
      return seconds instanceof Integer number && number >= 0 && number <= LONGEST_PAUSE_SECONDS
          ? Duration.ofSeconds(number)
          : response.retryAfter();
    } catch (InvalidFieldException _) {
      return response.retryAfter();
    }
  }

  private String reason() {
    return response.jsonIfAny().value("description") instanceof String words
        ? reasons.of(response.status() + ": " + words)
        : reasons.of(response);
  }
}
