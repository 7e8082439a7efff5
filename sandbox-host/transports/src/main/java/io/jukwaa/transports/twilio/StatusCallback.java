package io.jukwaa.transports.twilio;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.Texts;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a message: {@code MessageSid} and {@code MessageStatus}; of one that failed {@code ErrorCode}.
 *
 * @param fields of the form, known to hold no control characters
 */
record StatusCallback(Map<String, String> fields) {
  /** Their words. */
  static final Map<String, Status> STATUSES = Map.of("queued", Status.PENDING, "accepted", Status.PENDING, "scheduled",
      Status.PENDING, "sending", Status.PENDING, "sent", Status.PENDING, "delivered", Status.DELIVERED, "read",
      Status.DELIVERED, "undelivered", Status.FAILED, "failed", Status.FAILED, "canceled", Status.FAILED);
  private static final int LONGEST_REASON = 200;

  /** @throws InvalidFieldException naming the field that is missing or wrong */
  Receipt receipt() {
    String id = Texts.word("MessageSid", Texts.required(fields, "MessageSid"), IncomingText.LONGEST_ID);
    String word = Texts.required(fields, "MessageStatus");
    Status status = STATUSES.get(word);
    if (status == null) {
      throw new InvalidFieldException("MessageStatus", word,
          "one of " + String.join(", ", new TreeMap<>(STATUSES).keySet()));
    }
    return new Receipt(id, status, status == Status.FAILED ? reason(word) : null);
  }

  private String reason(String word) {
    String code = fields.getOrDefault("ErrorCode", "");
    return Texts.line(code.isBlank() ? word : code, LONGEST_REASON);
  }
}
