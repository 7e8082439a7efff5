package io.jukwaa.transports.sms;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.OperatorClient.Response;
import io.jukwaa.transports.Submission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a gateway answered to a message, by the channel's rules and, where they say nothing, by HTTP's status. */
record SendingAnswer(Response response, Account.Rules rules) {
  /** Not this message but all of them: a login or an address that is wrong, too many at once, too slow. */
  private static final Set<Integer> CHANNEL_TURNED_AWAY = Set.of(401, 402, 403, 404, 405, 407, 408, 429);
  private static final int LONGEST_ID = 200;

  Submission to(UserMessage message) {
    if (holds(rules.blocked())) {
      return new Submission.Blocked(rules.reasons().of(response));
    }
    if (holds(rules.refused())) {
      return refused();
    }
    if (holds(rules.unavailable())) {
      return unavailable();
    }
    return switch (response.status() / 100) {
      case 2 -> accepted(message);
      case 4 -> CHANNEL_TURNED_AWAY.contains(response.status()) ? unavailable() : refused();
      // a redirect is not followed, so the channel's address is wrong: that holds for its other messages too
      default -> unavailable();
    };
  }

  private Submission accepted(UserMessage message) {
    Matcher matcher = rules.accepted().matcher(response.body());
    if (!matcher.find()) {
      return new Submission.Failed(rules.reasons().of(response)); // some page
    }
    String id = matcher.groupCount() == 0 ? null : matcher.group(1);
    boolean usable = id != null && !id.isBlank() && id.length() <= LONGEST_ID && id.chars().noneMatch(
        Character::isWhitespace);
    return new Submission.Accepted(List.of(usable && id != null ? id : message.messageId()));
  }

  private boolean holds(@Nullable Pattern pattern) {
    return pattern != null && pattern.matcher(response.body()).find();
  }

  private Submission refused() {
    return new Submission.Refused(rules.reasons().of(response));
  }

  private Submission unavailable() {
    return new Submission.Unavailable(rules.reasons().of(response), response.retryAfter());
  }
}
