package io.jukwaa.transports.sms;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway tells us things.
 *
 * @param texts where the fields of a text are
 * @param names of those fields
 * @param receipts null if it tells nothing of what becomes of messages
 * @param answer what it wants to read when we have what it told
 * @param secret that its requests carry; null if they carry none
 */
record Receiving(Source texts, Names names, @Nullable Receipts receipts, String answer, @Nullable String secret) {
  /**
   * Names of fields of a text.
   *
   * @param to null if the number phones write to is always {@code number}
   * @param coding null if it does not say how the text is written
   * @param hex null if the text is never in hexadecimal digits
   */
  record Names(String id, String from, @Nullable String to, String number, String text, @Nullable String coding,
      @Nullable String hex) {}

  /**
   * How it tells what became of a message.
   *
   * @param id the field with what it called the message
   * @param statuses value of the field {@code status} → what it means, in their order; one that ends in a star is for all
   *     that begin like it
   * @param reason the field that says why it failed; empty if there is none
   */
  record Receipts(Source source, String id, String status, Map<String, Status> statuses, String reason) {
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_REASON = 200;

    Receipts {
      statuses = new LinkedHashMap<>(statuses);
    }

    /** @throws InvalidFieldException naming the field that is missing or wrong */
    Receipt receipt(Map<String, String> fields) {
      String message = Texts.word(id, Texts.required(fields, id), LONGEST_ID);
      String given = Texts.required(fields, status);
      Status meant = meaning(given);
      if (meant == null) {
        throw new InvalidFieldException(status, Texts.line(given, LONGEST_ID),
            "one of " + String.join(", ", statuses.keySet()));
      }
      return new Receipt(message, meant, meant == Status.FAILED ? why(fields, given) : null);
    }

    private @Nullable Status meaning(String given) {
      Status exact = statuses.get(given);
      return exact != null
          ? exact
          : statuses.entrySet().stream().filter(each -> begins(given, each.getKey())).map(Map.Entry::getValue)
              .findFirst().orElse(null);
    }

    private static boolean begins(String given, String value) {
      return value.endsWith("*") && given.startsWith(value.substring(0, value.length() - 1));
    }

    private String why(Map<String, String> fields, String given) {
      return Texts.line(given + ' ' + fields.getOrDefault(reason, ""), LONGEST_REASON);
    }

    /** The values of a setting, with commas between. */
    static List<String> values(@Nullable String setting) {
      return setting == null ? List.of() : List.of(setting.split(",", -1)).stream().map(String::strip).toList();
    }
  }
}
