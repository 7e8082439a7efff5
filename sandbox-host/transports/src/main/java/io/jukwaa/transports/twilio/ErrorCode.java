package io.jukwaa.transports.twilio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Errors that say more than the status they come with. Source: twilio.com/docs/api/errors; all others are of the
 * message.
 */
enum ErrorCode {
  SMS_RATE(14107, "SMS send rate limit exceeded"), TOO_MANY_REQUESTS(20429, "Too many requests"), STOPPED(21610,
      "The receiver has said STOP"), QUEUE_FULL(21611, "The sender's queue is full"), QUEUE_OVERFLOW(30001,
          "Queue overflow"), SUSPENDED(30002, "Account suspended"), CHANNEL_RATE(63018, "The channel's rate limit");

  private final int number;
  private final String meaning;

  ErrorCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** @return null if the status says all */
  static @Nullable ErrorCode of(@Nullable Object number) {
    return number instanceof Number given
        ? Arrays.stream(values()).filter(each -> each.number == given.longValue()).findFirst().orElse(null)
        : null;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }

  /** Whether the receiver wants nothing; all others keep every message of the channel back. */
  boolean isBlock() {
    return this == STOPPED;
  }
}
