package io.jukwaa.transports.kannel;

import io.jukwaa.message.Receipt.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What Kannel says of a message. Source: {@code dlr.h} and the user guide, {@code dlr-mask}. In the order in which they
 * count if there are several: what is final comes first.
 */
enum DeliveryBit {
  DELIVERED(1, "delivered to the phone", Status.DELIVERED), NOT_DELIVERED(2, "not delivered",
      Status.FAILED), REFUSED(16, "refused by the operator", Status.FAILED), BUFFERED(4, "queued at the operator",
          Status.PENDING), TAKEN(8, "taken by the operator",
              Status.PENDING), INTERMEDIATE(32, "the operator is still trying", Status.PENDING);

  private static final int ALL = 63;

  private final int bit;
  private final String meaning;
  private final Status status;

  DeliveryBit(int bit, String meaning, Status status) {
    this.bit = bit;
    this.meaning = meaning;
    this.status = status;
  }

  /**
   * @param digits a number that bits are set in
   * @return null if it is none, or has bits that nobody knows
   */
  static @Nullable DeliveryBit of(String digits) {
    int number = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
    return number > ALL
        ? null
        : Arrays.stream(values()).filter(each -> (number & each.bit) != 0).findFirst().orElse(null);
  }

  int bit() {
    return bit;
  }

  String meaning() {
    return meaning;
  }

  Status status() {
    return status;
  }
}
