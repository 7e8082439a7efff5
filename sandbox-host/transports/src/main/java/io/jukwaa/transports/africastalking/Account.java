package io.jukwaa.transports.africastalking;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which account, and as whom, a channel sends.
 *
 * @param from null leaves it to the operator
 */
record Account(String username, String apiKey, @Nullable String from, URI url) {
  /** The pace is theirs to grant; this one is modest. */
  static final Settings SCHEMA = Pace.with(List.of(
      Setting.word("username", "The account's user name; sandbox for the sandbox."),
      Setting.word("api-key", "The account's key, as the dashboard makes it."),
      Setting.text("from", "Sender id or short code that phones see; without it, what the operator shares among many."),
      Setting.url("url", "Where messages are sent; https://api.sandbox.africastalking.com/version1/messaging is the"
          + " sandbox.", "https://api.africastalking.com/version1/messaging"),
      Setting.secret()), 10, 10);

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static Account of(Channel channel) {
    Map<String, String> settings = SCHEMA.read(channel);
    return new Account(Texts.required(settings, "username", "a value, as nothing can be sent without"),
        Texts.required(settings, "api-key", "a value, as nothing can be sent without"), settings.get("from"),
        URI.create(Texts.required(settings, "url", "a value, as nothing can be sent without")));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Account[" + username + " at " + url + "]";
  }
}
