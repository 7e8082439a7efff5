package io.jukwaa.transports.madapi;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * For which code of which app at MTN a channel pushes.
 *
 * @param outbound where screens are pushed
 * @param apiKey goes into the header {@code x-api-key}: of MADAPI's two ways in the one that this API names
 * @param reasons keeps the key out of them
 */
record Subscription(URI outbound, String apiKey, String serviceCode, Reasons reasons) {
  /** The pace is theirs to grant; this one is modest. */
  static final Settings SCHEMA = Pace.with(List.of(
      Setting.word("api-key", "The app's consumer key, as developers.mtn.com gives it."),
      new Setting("service-code", "The code that screens come from, as it was subscribed.", null,
          "1 to 64 digits, stars and hashes", text -> text.matches("[0-9*#]{1,64}")),
      Setting.base("url", "Where the API is.", "https://api.mtn.com/v1")), 10, 10);

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static Subscription of(Channel channel) {
    Map<String, String> settings = SCHEMA.read(channel);
    String key = Texts.required(settings, "api-key", "a value, as nothing can be pushed without");
    String code = Texts.required(settings, "service-code", "a value, as nothing can be pushed without");
    return new Subscription(URI.create(settings.get("url") + "/messages/ussd/outbound"), key, code,
        new Reasons(Map.of("api-key", key)));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Subscription[" + serviceCode + " at " + outbound + "]";
  }
}
