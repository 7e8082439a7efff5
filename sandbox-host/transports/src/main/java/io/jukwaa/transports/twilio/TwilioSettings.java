package io.jukwaa.transports.twilio;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a channel is told. */
final class TwilioSettings {
  /** Twilio queues what comes faster than a number may send; the pace is modest, for its API has a bound too. */
  static final Settings SCHEMA = Pace.with(List.of(
      sid("account-sid", "The account, as the console names it: AC and 32 digits."),
      Setting.word("auth-token", "The account's token; what comes in is signed by it."),
      sid("api-key", "Name of an API key by which messages are sent in the place of the token: SK and 32 digits."),
      Setting.word("api-secret", "The secret of the API key."),
      Setting.text("from", "The number, short code or sender id that phones see; or messaging-service-sid."),
      sid("messaging-service-sid", "The messaging service that chooses the sender: MG and 32 digits."),
      Setting.publicUrl("Our address as Twilio sees it; it signs that, and tells there what becomes of messages."),
      Setting.choice("signature", "Whether requests must be signed; if off, secret is needed.", "on",
          List.of("on", "off")),
      Setting.secret(), Setting.base("url", "Where the API is.", "https://api.twilio.com")), 10, 10);

  private final String channel;
  private final Map<String, String> given;

  private TwilioSettings(Channel channel) {
    this.channel = channel.key();
    this.given = SCHEMA.read(channel);
  }

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static void check(Channel channel) {
    TwilioSettings settings = new TwilioSettings(channel);
    settings.account();
    settings.door();
  }

  static Account account(Channel channel) {
    return new TwilioSettings(channel).account();
  }

  static Door door(Channel channel) {
    return new TwilioSettings(channel).door();
  }

  private Account account() {
    String sid = Texts.required(given, "account-sid", "a value");
    Account.Login login = login(sid);
    Map<String, String> secrets = new LinkedHashMap<>(given);
    secrets.keySet().retainAll(List.of("auth-token", "api-key", "api-secret", "secret"));
    secrets.put("login", login.encoded());
    return new Account(URI.create(given.get("url") + "/2010-04-01/Accounts/" + sid + "/Messages.json"), login, common(),
        new Reasons(secrets));
  }

  private Account.Login login(String sid) {
    if (given.containsKey("api-key") || given.containsKey("api-secret")) {
      return new Account.Login(Texts.required(given, "api-key", "a value, as there is an api-secret"),
          Texts.required(given, "api-secret", "a value, as there is an api-key"));
    }
    return new Account.Login(sid, Texts.required(given, "auth-token", "a value, or an api-key"));
  }

  private Map<String, String> common() {
    Map<String, String> common = new LinkedHashMap<>();
    String service = given.get("messaging-service-sid");
    if (service == null) {
      common.put("From", Texts.required(given, "from", "a value, or a messaging-service-sid"));
    } else if (given.containsKey("from")) {
      throw new InvalidFieldException("messaging-service-sid", service, "no value beside from");
    } else {
      common.put("MessagingServiceSid", service);
    }
    String callback = callback();
    if (callback != null) {
      common.put("StatusCallback", callback);
    }
    return common;
  }

  private @Nullable String callback() {
    String base = given.get("public-url");
    String secret = given.get("secret");
    return base == null
        ? null
        : base + "/twilio/" + channel + "/status"
            + (secret == null ? "" : '?' + FormText.write(Map.of("secret", secret)));
  }

  private Door door() {
    if ("off".equals(given.get("signature"))) {
      return new Door(null, null, Texts.required(given, "secret", "a value, as signature is off"));
    }
    String unless = "a value, unless signature is off";
    return new Door(Texts.required(given, "public-url", unless),
        new Signature(Texts.required(given, "auth-token", unless)),
        given.get("secret"));
  }

  private static Setting sid(String name, String help) {
    return new Setting(name, help, null, "1 to 64 ASCII letters, digits and dashes",
        text -> text.matches("[A-Za-z0-9-]{1,64}"));
  }
}
