package io.jukwaa.transports.smpp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * How an operator speaks USSD over SMPP. {@code ussd_service_op} says what a message does, but the standard has no way
 * to end a session, so everybody has found another.
 *
 * @param session the parameter that names the session: {@code its_session_info} or {@code user_message_reference}
 * @param lastBitEnds whether a session number that is odd ends the session
 * @param begins values of ussd_service_op by which a user dials
 * @param answers by which a user answers
 * @param aborts by which a session is over
 * @param ask what a screen has that wants an answer
 * @param end what the last screen has
 */
record UssdFlavour(Tag session, boolean lastBitEnds, Set<Integer> begins, Set<Integer> answers, Set<Integer> aborts,
    int ask, int end) {
  static final String NONE = "none";

  /** As Vumi's transports of these names speak. */
  static final Map<String, UssdFlavour> STANDARD = Map.of(
      "vumi", new UssdFlavour(Tag.ITS_SESSION_INFO, true, Set.of(0x01), Set.of(0x12, 0x02), Set.of(0x11), 0x02, 0x02),
      "mica", new UssdFlavour(Tag.USER_MESSAGE_REFERENCE, false, Set.of(0x01), Set.of(0x12), Set.of(0x81), 0x02, 0x17),
      "sixdee", new UssdFlavour(Tag.ITS_SESSION_INFO, true, Set.of(0x01), Set.of(0x12), Set.of(0x81), 0x02, 0x17));

  UssdFlavour {
    begins = Set.copyOf(begins);
    answers = Set.copyOf(answers);
    aborts = Set.copyOf(aborts);
  }

  static List<String> words() {
    return List.of(NONE, "vumi", "mica", "sixdee");
  }

  /**
   * The flavour of a channel; null if it has none.
   *
   * @param settings of the channel, with the values that take the place of the flavour's
   */
  static @Nullable UssdFlavour of(Map<String, String> settings) {
    UssdFlavour named = STANDARD.get(settings.getOrDefault("ussd", NONE));
    return named == null
        ? null
        : new UssdFlavour(named.session, named.lastBitEnds, codes(settings.get("ussd-new"), named.begins),
            codes(settings.get("ussd-answer"), named.answers), codes(settings.get("ussd-abort"), named.aborts),
            code(settings.get("ussd-ask"), named.ask), code(settings.get("ussd-end"), named.end));
  }

  /** The number of the session a message is in; 0 if it has none. */
  int number(Delivery delivery) {
    int number = Math.max(0, delivery.number(session));
    return lastBitEnds ? number & 0xFFFE : number;
  }

  /** Whether a message is the last of its session. */
  boolean ends(Delivery delivery) {
    int number = Math.max(0, delivery.number(session));
    return aborts.contains(delivery.number(Tag.USSD_SERVICE_OP)) || (lastBitEnds && (number & 1) == 1);
  }

  /** What a screen has besides its text. */
  List<OptionalParameter> screen(int number, boolean last) {
    short named = (short) (last && lastBitEnds ? number | 1 : number);
    return List.of(new OptionalParameter.Ussd_service_op((byte) (last ? end : ask)),
        session == Tag.ITS_SESSION_INFO
            ? new OptionalParameter.Its_session_info(named)
            : new OptionalParameter.User_message_reference(named));
  }

  /** Two hexadecimal digits each, for the reference. */
  static String hex(Set<Integer> codes) {
    return new TreeSet<>(codes).stream().map(code -> String.format(Locale.ROOT, "%02x", code))
        .collect(Collectors.joining(","));
  }

  private static Set<Integer> codes(@Nullable String given, Set<Integer> standard) {
    return given == null
        ? standard
        : Arrays.stream(given.split(",", -1)).map(code -> code(code, 0)).collect(Collectors.toSet());
  }

  private static int code(@Nullable String given, int standard) {
    return given == null ? standard : Integer.parseInt(given, 16);
  }
}
