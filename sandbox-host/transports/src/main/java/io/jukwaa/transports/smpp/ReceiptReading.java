package io.jukwaa.transports.smpp;

import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Reads what became of a message: {@code receipted_message_id} and {@code message_state} if they are there, else the
 * text that SMPP v3.4, appendix B, shows, whose case and blanks are every operator's own.
 */
record ReceiptReading(MessageIds ids) {
  /** {@code message_state}, SMPP v3.4, 5.2.28; what is not here is on its way. */
  static final Map<Integer, String> STATES = Map.of(1, "ENROUTE", 2, "DELIVRD", 3, "EXPIRED", 4, "DELETED", 5,
      "UNDELIV", 6, "ACCEPTD", 7, "UNKNOWN", 8, "REJECTD");
  /** Words of {@code stat:}; what is not here is on its way. */
  static final Map<String, Status> WORDS = Map.ofEntries(Map.entry("DELIVRD", Status.DELIVERED),
      Map.entry("DELIVERED", Status.DELIVERED), Map.entry("EXPIRED", Status.FAILED),
      Map.entry("DELETED", Status.FAILED), Map.entry("UNDELIV", Status.FAILED),
      Map.entry("UNDELIVERABLE", Status.FAILED), Map.entry("UNDELIVERED", Status.FAILED),
      Map.entry("REJECTD", Status.FAILED), Map.entry("REJECTED", Status.FAILED), Map.entry("FAILED", Status.FAILED));

  /** No id is one of the words that come after it, when it is left out. */
  private static final Pattern ID = field("id", "(?!(?:sub|dlvrd|submit|done|stat|err|text)\\b)([!-~]{1,64})");
  private static final Pattern STATE = field("stat", "([A-Za-z]{2,15})");
  private static final Pattern ERROR = field("err", "([0-9A-Za-z]{1,8})");
  /** What a receipt that is not marked as one must have besides. */
  private static final Pattern DATE = Pattern.compile("\\b(?:submit|done)\\s*date\\s*:", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 1_000;
  private static final Pattern WORD = Pattern.compile("[!-~]{1,64}");

  /** Whether a text that is not marked as a receipt looks like one in every field. */
  static boolean isLikely(Delivery delivery) {
    String text = text(delivery);
    Matcher id = ID.matcher(text);
    return id.find() && text.substring(0, id.start()).isBlank() && found(STATE, text) != null
        && DATE.matcher(text).find();
  }

  /** The receipt in a PDU; null if it names no message, or does not say what became of it. Blocks. */
  @Nullable
  Receipt read(Delivery delivery) {
    String text = text(delivery);
    String parameter = parameter(delivery);
    String id = parameter == null ? found(ID, text) : parameter;
    String known = STATES.get(delivery.number(Tag.MESSAGE_STATE));
    String state = known == null ? found(STATE, text) : known;
    return id == null || state == null ? null : receipt(id, state.toUpperCase(Locale.ROOT), found(ERROR, text));
  }

  private Receipt receipt(String id, String state, @Nullable String error) {
    Status status = WORDS.getOrDefault(state, Status.PENDING);
    boolean coded = error != null && !error.matches("0*");
    String reason = coded ? state + ", err " + error : state;
    return new Receipt(ids.receipted(id), status, status == Status.FAILED ? reason : null);
  }

  private static @Nullable String parameter(Delivery delivery) {
    byte[] value = delivery.parameter(Tag.RECEIPTED_MESSAGE_ID);
    String id = value == null ? "" : new String(value, StandardCharsets.ISO_8859_1).split("\0", 2)[0].strip();
    return WORD.matcher(id).matches() ? id : null;
  }

  private static String text(Delivery delivery) {
    return Texts.line(Reading.receipt(delivery.body(), delivery.coding()), LONGEST);
  }

  private static @Nullable String found(Pattern field, String text) {
    Matcher matcher = field.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static Pattern field(String name, String value) {
    return Pattern.compile("(?<![A-Za-z])" + name + "\\s*:\\s*" + value, Pattern.CASE_INSENSITIVE);
  }
}
