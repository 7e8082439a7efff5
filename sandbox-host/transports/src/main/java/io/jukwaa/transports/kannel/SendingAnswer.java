package io.jukwaa.transports.kannel;

import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.OperatorClient.Response;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Submission;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code sendsms} answered: a status and a line of text. Source: {@code smsbox.c} and Kannel 1.4.5 itself.
 *
 * <p>It names no message, so one that was taken has our id, which the address of its receipts holds.
 *
 * @param reasons keeps secrets out of them
 */
record SendingAnswer(Response response, Reasons reasons) {
  /** Sent, or kept until there is a connection; the third of an older Kannel. */
  private static final Pattern TAKEN = Pattern.compile("(0:|3:|Sent).*", Pattern.DOTALL);
  private static final String NOT_ROUTABLE = "Not routable";
  /** Not this message but all of them: a login or an address that is wrong, or too many at once. */
  private static final Set<Integer> CHANNEL_TURNED_AWAY = Set.of(401, 404, 405, 407, 429);

  Submission to(UserMessage message) {
    int status = response.status();
    return switch (status) {
      case 202 -> new Submission.Accepted(List.of(message.messageId()));
      case 403 -> response.body().startsWith(NOT_ROUTABLE) ? refused() : unavailable(); // else the login is wrong
      case 500 -> failed(); // what went wrong there may have gone wrong after the message was taken
      default -> switch (status / 100) {
        case 2 -> TAKEN.matcher(response.body()).matches()
            ? new Submission.Accepted(List.of(message.messageId()))
            : failed(); // some page
        case 4 -> CHANNEL_TURNED_AWAY.contains(status) ? unavailable() : refused();
        // 503 says that a queue is full, so others would not be taken either; and a redirect is not followed
        default -> unavailable();
      };
    };
  }

  private Submission refused() {
    return new Submission.Refused(reasons.of(response));
  }

  private Submission failed() {
    return new Submission.Failed(reasons.of(response));
  }

  private Submission unavailable() {
    return new Submission.Unavailable(reasons.of(response), response.retryAfter());
  }
}
