package io.jukwaa.transports.telegram;

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
import org.jspecify.annotations.Nullable;

/**
 * As which bot a channel talks.
 *
 * @param name what apps see as its address; null if nobody said
 * @param secret what Telegram's requests carry
 * @param sendMessage where messages are sent; has the token in it
 * @param buttons whether menus come with buttons
 * @param reasons keeps the token and the secret out of them
 */
record Bot(@Nullable String name, String secret, URI sendMessage, boolean buttons, Reasons reasons) {
  /** Telegram lets a bot send about 30 messages in a second. */
  static final Settings SCHEMA = Pace.with(List.of(
      new Setting("bot-token", "The bot's token, as BotFather gives it.", null,
          "digits, a colon, and letters, digits, _ and -", text -> text.matches("[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")),
      new Setting("secret", "What setWebhook was told as secret_token; every request must carry it.", null,
          "8 to 200 letters, digits, _ and -", text -> text.matches("[A-Za-z0-9_-]{8,200}")),
      new Setting("bot", "The bot's user name, which apps see as to_addr.", null, "1 to 64 characters without blanks",
          text -> text.matches("[^\\s\\p{Cntrl}]{1,64}")),
      Setting.choice("buttons", "Whether a menu comes with a button for each of its numbers.", "yes",
          List.of("yes", "no")),
      Setting.base("url", "Where the Bot API is.", "https://api.telegram.org")), 25, 10);

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static Bot of(Channel channel) {
    Map<String, String> settings = SCHEMA.read(channel);
    String token = Texts.required(settings, "bot-token", "a value, as nothing can be sent without");
    String secret = Texts.required(settings, "secret", "a value, as anybody could write to the bot's app without");
    return new Bot(settings.get("bot"), secret, URI.create(settings.get("url") + "/bot" + token + "/sendMessage"),
        "yes".equals(settings.get("buttons")), new Reasons(Map.of("bot-token", token, "secret", secret)));
  }

  /** Without the token and the secret. */
  @Override
  public String toString() {
    return "Bot[" + name + " at " + sendMessage.getHost() + "]";
  }
}
