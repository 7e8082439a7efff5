package io.jukwaa.transports.smpp;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import java.util.regex.Pattern;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jspecify.annotations.Nullable;

/**
 * How addresses are written.
 *
 * @param from the sender of messages that name none; null leaves it to the operator
 * @param sourceType TON of every sender; null for what fits the address
 * @param sourcePlan NPI of every sender; null for what fits
 * @param destinationType TON of every receiver; null for what fits
 * @param destinationPlan NPI of every receiver; null for what fits
 */
record Addressing(@Nullable String from, @Nullable Byte sourceType, @Nullable Byte sourcePlan,
    @Nullable Byte destinationType, @Nullable Byte destinationPlan) {
  private static final Pattern ADDRESS = Pattern.compile("[ -~]{1,20}");
  private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{1,20}");

  /** An address of a PDU: a number with a plus is international and leaves without it. */
  record Address(Numbering numbering, String digits) {
    /** Ours for one in a PDU: what is international gets its plus again. */
    static String plain(byte type, String digits) {
      return type == TypeOfNumber.INTERNATIONAL.value() && digits.matches("[0-9]+") ? '+' + digits : digits;
    }
  }

  /** @throws InvalidFieldException if the address cannot stand in a PDU */
  Address source(UserMessage message) {
    String named = message.fromAddr();
    String address = named == null ? from : named;
    return address == null
        ? new Address(with(Numbering.UNKNOWN, sourceType, sourcePlan), "")
        : address("from_addr", address, sourceType, sourcePlan);
  }

  /** @throws InvalidFieldException if there is none, or it cannot stand in a PDU */
  Address destination(UserMessage message) {
    return address("to_addr", message.toAddr(), destinationType, destinationPlan);
  }

  private static Address address(String field, @Nullable String given, @Nullable Byte type, @Nullable Byte plan) {
    if (given == null || !(ADDRESS.matcher(given).matches() || NUMBER.matcher(given).matches())) {
      throw new InvalidFieldException(field, given, "1 to 20 ASCII characters");
    }
    boolean number = NUMBER.matcher(given).matches();
    return new Address(with(number ? Numbering.INTERNATIONAL : fitting(given), type, plan),
        number ? given.substring(1) : given);
  }

  private static Numbering fitting(String address) {
    return address.chars().anyMatch(Character::isLetter) ? Numbering.ALPHANUMERIC : Numbering.UNKNOWN;
  }

  private static Numbering with(Numbering fitting, @Nullable Byte type, @Nullable Byte plan) {
    return new Numbering(type == null ? fitting.type() : TypeOfNumber.valueOf(type),
        plan == null ? fitting.plan() : NumberingPlanIndicator.valueOf(plan));
  }
}
