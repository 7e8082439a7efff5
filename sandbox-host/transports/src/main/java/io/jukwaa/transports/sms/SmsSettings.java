package io.jukwaa.transports.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Template;
import io.jukwaa.transports.Texts;
import io.jukwaa.transports.sms.Account.Numbers;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a channel can be told; the map's settings stand where the channel gives none. */
final class SmsSettings {
  private static final String PLACES = "{to} {from} {text} {id} {coding} {gsm} {hex} {receipt-url} {username} {password}"
      + " {token} {basic}";
  static final Settings SCHEMA = Pace.with(List.of(
      Setting.choice("map", "The gateway's format; custom-sms starts one of your own.", null, SmsMaps.NAMES),
      Setting.choice("request",
          "Where the fields of a text are: POST form, GET query or POST JSON, where names of members"
              + " are joined by dots.",
          null, Source.WORDS),
      Setting.text("field-id", "The field with the gateway's id of a text, by which one that is told again is known."),
      Setting.text("field-from", "The field with the phone's number."),
      Setting.text("field-to", "The field with the number that was written to; without it, that is from."),
      Setting.text("field-text", "The field with what was written."),
      Setting.text("field-coding", "The field that is 8 when field-hex holds the text."),
      Setting.text("field-hex", "The field with the text in hexadecimal digits of UTF-16."),
      Setting.text("answer", "What the gateway wants to read when we have what it told; without it, nothing."),
      Setting.secret(),
      Setting.choice("receipt-request", "Where the fields of a delivery report are; without it, as request.", null,
          Source.WORDS),
      Setting.text("receipt-id",
          "The field with what the gateway called the message; without it, there are no reports."),
      Setting.text("receipt-status", "The field that says what became of it."),
      Setting.text("receipt-delivered",
          "Values of receipt-status for delivered, with commas between; one that ends in *"
              + " is for all that begin like it."),
      Setting.text("receipt-failed", "Values for failed."),
      Setting.text("receipt-pending", "Values for under way."),
      Setting.text("receipt-reason", "The field that says why it failed."),
      Setting.url("url", "Where messages are sent.", null),
      Setting.choice("send-as", "How a message is written: in the query, as a form, as JSON or as XML.", null,
          Form.WORDS),
      Setting.text("send",
          "Template of that: " + PLACES + ". A pair or member whose only value is missing is left out if"
              + " its name ends in ?, as {from?}."),
      Setting.text("headers", "Headers, one a line, as Name: template."),
      Setting.choice("numbers", "Whether numbers are sent with a plus, bare or as apps write them.", null,
          List.of("plus", "bare", "as-given")),
      Setting.text("from", "Number or name that phones see of messages that are no replies."),
      Setting.number("characters", "Longer messages are refused.", "1600", 100_000),
      Setting.word("username", "Of the account."), Setting.word("password", "Of the account."),
      Setting.word("token", "Of the account."),
      Setting.publicUrl("Our address as the gateway sees it, for {receipt-url}."),
      pattern("accepted", "Is found in an answer of 2xx when the message is taken; a first group is its id there."),
      pattern("refused", "Is found in an answer when the message will never be taken."),
      pattern("blocked", "Is found in an answer when the number's owner wants no messages."),
      pattern("unavailable", "Is found in an answer when no message is taken at present.")), 10, 10);
  private static final List<String> OWN = List.of("username", "password", "token");
  private static final List<String> OF_A_MESSAGE = List.of("to", "text", "id", "coding");

  private final String channel;
  private final Map<String, String> given;

  private SmsSettings(String channel, Map<String, String> given) {
    this.channel = channel;
    this.given = given;
  }

  /** @throws InvalidFieldException naming the setting that is unknown or wrong */
  static SmsSettings of(Channel channel) {
    Map<String, String> all = new LinkedHashMap<>();
    Map<String, String> read = SCHEMA.read(channel);
    Map<String, String> map = SmsMaps
        .settings(Texts.required(read, "map", "one of " + String.join(", ", SmsMaps.NAMES)));
    all.putAll(read);
    map.forEach((name, value) -> {
      if (!channel.settings().containsKey(name)) {
        all.put(name, value);
      }
    });
    return new SmsSettings(channel.key(), all);
  }

  /** @throws InvalidFieldException naming the setting that is missing or wrong */
  Receiving receiving() {
    String to = given.get("field-to");
    return new Receiving(Source.of(required("request")),
        new Receiving.Names(required("field-id"), required("field-from"), to, to == null ? required("from") : "",
            required("field-text"), given.get("field-coding"), given.get("field-hex")),
        receipts(), given.getOrDefault("answer", ""), given.get("secret"));
  }

  private Receiving.@Nullable Receipts receipts() {
    String id = given.get("receipt-id");
    if (id == null) {
      return null;
    }
    Map<String, Status> statuses = new LinkedHashMap<>();
    for (Status status : List.of(Status.DELIVERED, Status.FAILED, Status.PENDING)) {
      String setting = "receipt-" + status.wire();
      for (String value : Receiving.Receipts.values(given.get(setting))) {
        if (statuses.put(value, status) != null) {
          throw new InvalidFieldException(setting, value, "a value that stands for one thing");
        }
      }
    }
    required("receipt-delivered");
    return new Receiving.Receipts(Source.of(given.getOrDefault("receipt-request", required("request"))), id,
        required("receipt-status"), statuses, given.getOrDefault("receipt-reason", ""));
  }

  /** @throws InvalidFieldException naming the setting that is missing or wrong */
  Account account() {
    Form form = Form.of(required("send-as"), required("send"));
    Map<String, String> headers = headers();
    Map<String, String> values = values();
    Stream.concat(form.names().stream().map(name -> Map.entry("send", name)),
        headers.values().stream().flatMap(template -> Template.names(template).stream())
            .map(name -> Map.entry("headers", name)))
        .forEach(place -> check(place.getKey(), place.getValue(), values));
    Map<String, String> secrets = new LinkedHashMap<>(values);
    secrets.keySet().retainAll(List.of("password", "token", "basic"));
    if (given.containsKey("secret")) {
      secrets.put("secret", required("secret"));
    }
    return new Account(URI.create(required("url")), form, values, headers,
        Numbers.valueOf(required("numbers").replace('-', '_').toUpperCase(Locale.ROOT)),
        Integer.parseInt(required("characters")),
        new Account.Rules(Pattern.compile(required("accepted")), compiled("refused"), compiled("blocked"),
            compiled("unavailable"), new Reasons(secrets)));
  }

  /** A name that nothing has a value for is a mistake, but of what a message may not have. */
  private void check(String setting, String place, Map<String, String> values) {
    boolean optional = place.endsWith("?");
    String name = optional ? place.substring(0, place.length() - 1) : place;
    if (!PLACES.contains('{' + name + '}')) {
      throw new InvalidFieldException(setting, '{' + place + '}', PLACES);
    }
    if (!optional && !OF_A_MESSAGE.contains(name) && !values.containsKey(name)) {
      throw new InvalidFieldException(setting, '{' + place + '}', switch (name) {
        case "gsm", "hex" -> '{' + name + "?}, as not every text has one";
        case "receipt-url" -> "public-url, or {receipt-url?}";
        case "basic" -> "username and password";
        default -> name + ", or {" + name + "?}";
      });
    }
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>(given);
    values.keySet().retainAll(OWN);
    String from = given.get("from");
    if (from != null) {
      values.put("from", from);
    }
    String user = given.get("username");
    String password = given.get("password");
    if (user != null && password != null) {
      values.put("basic", Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8)));
    }
    String base = given.get("public-url");
    if (base != null) {
      String secret = given.get("secret");
      values.put("receipt-url", base + "/sms/" + channel + "/delivery"
          + (secret == null ? "" : '?' + FormText.write(Map.of("secret", secret))));
    }
    return values;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> lines = given.getOrDefault("headers", "").lines().toList();
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number);
      if (line.isBlank()) {
        continue;
      }
      if (!line.matches("[A-Za-z0-9-]+: ?[^\\p{Cntrl}]+")) {
        throw new InvalidFieldException("headers", "line " + (number + 1), "Name: template");
      }
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private @Nullable Pattern compiled(String setting) {
    String text = given.get(setting);
    return text == null ? null : Pattern.compile(text);
  }

  private String required(String setting) {
    return Texts.required(given, setting, "a value, as this map needs it");
  }

  /** Of RE2, whose time is linear. */
  private static Setting pattern(String name, String help) {
    return new Setting(name, help, null, "a regular expression as RE2 has it", text -> {
      try {
        return !Pattern.compile(text).pattern().isEmpty();
      } catch (PatternSyntaxException e) {
        return false;
      }
    });
  }
}
