package io.jukwaa.transports.smpp;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jspecify.annotations.Nullable;

/** What an SMPP channel can be told. */
record SmppSettings(Map<String, String> values) {
  private static final String AUTO = "auto";
  private static final List<String> TYPES = List.of(AUTO, "0", "1", "2", "3", "4", "5", "6");
  private static final List<String> PLANS = List.of(AUTO, "0", "1", "3", "4", "6", "8", "9", "10", "14", "18");
  private static final List<String> YES_OR_NO = List.of("yes", "no");

  /** As many unanswered PDUs as operators commonly grant. */
  static final Settings SCHEMA = Pace.with(List.of(
      new Setting("host", "The operator's host name or address.", null, "a host name or address",
          text -> text.matches("[A-Za-z0-9.:_-]{1,253}")),
      Setting.number("port", "Its port.", "2775", 65_535),
      Setting.choice("tls", "Whether the connection is encrypted; the certificate must be for the host.", "no",
          YES_OR_NO),
      ascii("system-id", "Our name there.", 15),
      ascii("password", "The password that goes with it.", 8),
      ascii("system-type", "The kind of system we are; most operators want none.", 12),
      Setting.choice("bind", "One session for both ways, one for each, or one alone.", "transceiver", Mode.words()),
      ascii("address-range", "Numbers whose messages we want, as the operator writes ranges; most want none.", 40),
      Setting.choice("address-ton", "TON of address-range.", "0", TYPES.subList(1, TYPES.size())),
      Setting.choice("address-npi", "NPI of address-range.", "0", PLANS.subList(1, PLANS.size())),
      Setting.number("enquire-link", "Seconds without a word after which the operator is asked whether it is there;"
          + " after as many again the connection is made anew.", "30", 3_600),
      ascii("from", "Number or name that a message is from which names none itself.", 20),
      Setting.choice("source-ton", "TON of the sender; auto makes 5 of names, 1 of numbers with a plus, 0 of others.",
          AUTO, TYPES),
      Setting.choice("source-npi", "NPI of the sender; auto makes 1 of numbers with a plus, 0 of others.", AUTO, PLANS),
      Setting.choice("destination-ton", "TON of the receiver; auto as for the sender.", AUTO, TYPES),
      Setting.choice("destination-npi", "NPI of the receiver; auto as for the sender.", AUTO, PLANS),
      ascii("service-type", "service_type of what is sent; most operators want none.", 5),
      Setting.choice("receipts", "Whether the operator is asked what becomes of messages.", "yes", YES_OR_NO),
      Setting.choice("default-alphabet", "What data_coding 0 means there.", "gsm7", Alphabet.words()),
      Setting.choice("look-alikes", "Whether curly quotes, long dashes and the like leave as the plain characters they"
          + " look like, when that saves a text from UCS-2.", "no", YES_OR_NO),
      Setting.choice("long-messages", "How texts leave that are too long for one short message.", "udh",
          LongMessages.words()),
      Setting.choice("receipt-ids", "What ids in receipts are as against those in answers: the same, hexadecimal where"
          + " those are decimal, or decimal where those are hexadecimal; auto finds out.", "auto", MessageIds.words()),
      Setting.choice("receipts-by-text", "Whether a text that has every field of a receipt is one, though nothing else"
          + " in the PDU says so.", "yes", YES_OR_NO),
      Setting.number("join-within", "Minutes in which all parts of a long text must come.", "60", 1_440),
      Setting.choice("ussd", "How the operator speaks USSD, if it does.", UssdFlavour.NONE, UssdFlavour.words()),
      codes("ussd-new", "Values of ussd_service_op by which a user dials; without it, the flavour's."),
      codes("ussd-answer", "Values by which a user answers; without it, the flavour's."),
      codes("ussd-abort", "Values by which a session is over; without it, the flavour's."),
      code("ussd-ask", "Value of a screen that wants an answer; without it, the flavour's."),
      code("ussd-end", "Value of the last screen; without it, the flavour's."),
      Setting.number("ussd-within", "Seconds until we answer with the apology; keep it well below the operator's own"
          + " limit.", "8", 60),
      Setting.number("ussd-session", "Seconds after a message in which a session may still be open.", "180", 3_600)),
      50, 10);

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static SmppSettings of(Channel channel) {
    SmppSettings settings = new SmppSettings(SCHEMA.read(channel));
    settings.dial();
    return settings;
  }

  Dial dial() {
    Dial.Login login = new Dial.Login(Texts.required(values, "system-id", "a value, as nothing can be sent without"),
        text("password"), text("system-type"),
        numbering(text("address-ton"), text("address-npi")), values.get("address-range"));
    return new Dial(Texts.required(values, "host", "a value, as nothing can be sent without"), number("port"),
        isYes("tls"), login, Mode.of(text("bind")),
        Duration.ofSeconds(number("enquire-link")));
  }

  Manner manner() {
    Addressing addressing = new Addressing(values.get("from"), chosen("source-ton"), chosen("source-npi"),
        chosen("destination-ton"), chosen("destination-npi"));
    return new Manner(addressing, text("service-type"), isYes("receipts"),
        new Manner.Writing(alphabet(), isYes("look-alikes"), LongMessages.of(text("long-messages"))), ussd());
  }

  Duration joinWithin() {
    return Duration.ofMinutes(number("join-within"));
  }

  /** Null if the operator speaks none. */
  @Nullable
  UssdFlavour ussd() {
    return UssdFlavour.of(values);
  }

  /** Until a phone that waits sees the apology. */
  Duration ussdWithin() {
    return Duration.ofSeconds(number("ussd-within"));
  }

  Duration ussdSession() {
    return Duration.ofSeconds(number("ussd-session"));
  }

  String receiptIds() {
    return text("receipt-ids");
  }

  boolean receiptsByText() {
    return isYes("receipts-by-text");
  }

  Alphabet alphabet() {
    return Alphabet.valueOf(text("default-alphabet").toUpperCase(Locale.ROOT));
  }

  private static Numbering numbering(String type, String plan) {
    return new Numbering(TypeOfNumber.valueOf(Byte.parseByte(type)),
        NumberingPlanIndicator.valueOf(Byte.parseByte(plan)));
  }

  private @Nullable Byte chosen(String name) {
    String value = text(name);
    return value.equals(AUTO) ? null : Byte.valueOf(value);
  }

  private String text(String name) {
    return values.getOrDefault(name, "");
  }

  private int number(String name) {
    return Integer.parseInt(text(name));
  }

  private boolean isYes(String name) {
    return text(name).equals("yes");
  }

  private static Setting codes(String name, String help) {
    return new Setting(name, help, null, "two hexadecimal digits, or several with commas between",
        text -> text.matches("[0-9A-Fa-f]{2}(,[0-9A-Fa-f]{2}){0,9}"));
  }

  private static Setting code(String name, String help) {
    return new Setting(name, help, null, "two hexadecimal digits", text -> text.matches("[0-9A-Fa-f]{2}"));
  }

  private static Setting ascii(String name, String help, int longest) {
    return new Setting(name, help, null, "1 to " + longest + " ASCII characters",
        text -> text.matches("[ -~]{1," + longest + "}"));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SmppSettings[" + values.get("host") + "]";
  }
}
