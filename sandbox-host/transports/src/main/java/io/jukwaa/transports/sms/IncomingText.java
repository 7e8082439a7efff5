package io.jukwaa.transports.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Texts;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A text from a phone, as a gateway told it. */
record IncomingText(Channel channel, Receiving receiving, Map<String, String> fields) {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_REST = 500;
  /** 3GPP TS 23.038, as SMPP 3.4 has it in {@code data_coding}. */
  private static final String UCS2 = "8";

  /**
   * What apps see. The id is the same whenever the gateway tells the same text. What else it told is in
   * {@code transport_metadata.sms}, unless it is long.
   *
   * @param now as what the gateway's clock says is of no use to order messages by
   * @throws InvalidFieldException naming the field that is missing or wrong
   */
  UserMessage message(Instant now) {
    Receiving.Names names = receiving.names();
    String id = Texts.word(names.id(), Texts.required(fields, names.id()), LONGEST_ID);
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("to_addr", names.to() == null
        ? names.number()
        : Texts.address(names.to(), Texts.required(fields, names.to())));
    message.put("from_addr", Texts.address(names.from(), Texts.required(fields, names.from())));
    message.put("content", text(names));
    message.put("transport_name", channel.key());
    message.put("transport_type", SmsTransport.TYPE);
    message.put("transport_metadata", Map.of("sms", rest(names)));
    return UserMessage.of(message, new Stamp(StableId.of(channel.key(), id), now));
  }

  private String text(Receiving.Names names) {
    String hex = names.hex() == null ? null : fields.get(names.hex());
    if (hex == null || names.coding() == null || !UCS2.equals(fields.get(names.coding()))) {
      return fields.getOrDefault(names.text(), "");
    }
    try {
      return Texts.madePlain(new String(HexFormat.of().parseHex(hex), UTF_16BE));
    } catch (IllegalArgumentException e) {
      throw (InvalidFieldException) new InvalidFieldException(String.valueOf(names.hex()), hex,
          "pairs of hexadecimal digits").initCause(e);
    }
  }

  private Map<String, String> rest(Receiving.Names names) {
    Map<String, String> rest = new TreeMap<>(fields);
    rest.remove(names.from());
    rest.remove(names.text());
    rest.remove("secret");
    rest.values().removeIf(value -> value.length() > LONGEST_REST);
    if (names.to() != null) {
      rest.remove(names.to());
    }
    if (names.hex() != null) {
      rest.remove(names.hex());
    }
    return rest;
  }
}
