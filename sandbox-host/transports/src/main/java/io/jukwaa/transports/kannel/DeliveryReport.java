package io.jukwaa.transports.kannel;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.Texts;

/** What became of a message: our own {@code id}, {@code status} and the operator's {@code answer}. */
record DeliveryReport(Query query) {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_REASON = 200;

  /** @throws InvalidFieldException naming the field that is missing or wrong */
  Receipt receipt() {
    String id = Texts.word("id", query.required("id"), LONGEST_ID);
    String digits = query.required("status");
    DeliveryBit bit = DeliveryBit.of(digits);
    if (bit == null) {
      throw new InvalidFieldException("status", digits, "a number of the bits 1, 2, 4, 8, 16 and 32");
    }
    return new Receipt(id, bit.status(), bit.status() == Status.FAILED ? reason(bit) : null);
  }

  private String reason(DeliveryBit bit) {
    String answer = Texts.line(query.words("answer"), LONGEST_REASON);
    return answer.isEmpty() ? bit.meaning() : answer;
  }
}
