package io.jukwaa.transports;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import java.util.regex.Pattern;

/** What a message must have before an operator is asked to take it. */
public final class Outgoing {
  /** A comma would make two addressees of one at some operators, and the second nobody's. */
  private static final Pattern ONE_ADDRESS = Pattern.compile("[^,\\s\\p{Cntrl}]{1,64}");

  private Outgoing() {}

  /**
   * @param expected what addresses are, for the error
   * @throws InvalidFieldException if it has none, or several
   */
  public static String address(UserMessage message, String expected) {
    String address = message.toAddr();
    if (address == null || !ONE_ADDRESS.matcher(address).matches()) {
      throw new InvalidFieldException("to_addr", address, expected);
    }
    return address;
  }

  /** @throws InvalidFieldException if there is nothing to say */
  public static String content(UserMessage message) {
    String content = message.content();
    if (content == null || content.isEmpty()) {
      throw new InvalidFieldException("content", null, "text");
    }
    return content;
  }
}
