package io.jukwaa.transports.africastalking;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.Texts;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a message: {@code id} and {@code status}; perhaps {@code failureReason}, {@code phoneNumber},
 * {@code networkCode} and {@code retryCount}.
 *
 * @param fields of the form, known to hold no control characters
 */
record DeliveryReport(Map<String, String> fields) {
  /** Their words. */
  static final Map<String, Status> STATUSES = Map.of("Success", Status.DELIVERED, "Sent", Status.PENDING, "Submitted",
      Status.PENDING, "Buffered", Status.PENDING, "Rejected", Status.FAILED, "Failed", Status.FAILED, "Expired",
      Status.FAILED, "AbsentSubscriber", Status.FAILED);
  static final int LONGEST_ID = 200;
  private static final int LONGEST_REASON = 200;

  /** @throws InvalidFieldException naming the field that is missing or wrong */
  Receipt receipt() {
    String id = Texts.word("id", Texts.required(fields, "id"), LONGEST_ID);
    String word = Texts.required(fields, "status");
    Status status = STATUSES.get(word);
    if (status == null) {
      throw new InvalidFieldException("status", word,
          "one of " + String.join(", ", new TreeMap<>(STATUSES).keySet()));
    }
    return new Receipt(id, status, status == Status.FAILED ? reason(word) : null);
  }

  private String reason(String word) {
    String reason = fields.getOrDefault("failureReason", "");
    return Texts.line(reason.isBlank() ? word : reason, LONGEST_REASON);
  }
}
