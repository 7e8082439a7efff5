package io.jukwaa.transports.amqp;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a channel to a Vumi transport can be told. */
record AmqpSettings(Map<String, String> values) {
  private static final List<String> YES_OR_NO = List.of("yes", "no");

  static final Settings SCHEMA = Pace.with(List.of(
      new Setting("host", "The broker's host name or address.", null, "a host name or address",
          text -> text.matches("[A-Za-z0-9.:_-]{1,253}")),
      Setting.number("port", "Its port; with TLS mostly 5671.", "5672", 65_535),
      Setting.choice("tls", "Whether the connection is encrypted; the certificate must be for the host.", "no",
          YES_OR_NO),
      new Setting("vhost", "The broker's virtual host; Vumi's own is /develop.", "/", "1 to 200 ASCII characters"
          + " without blanks", text -> text.matches("[!-~]{1,200}")),
      Setting.word("username", "Our name there."),
      Setting.word("password", "The password that goes with it."),
      new Setting("transport-name", "transport_name of the Vumi transport, or amqp_queue of the Junebug channel.", null,
          "1 to 200 ASCII characters without blanks and capital letters", text -> text.matches("[!-@\\[-~]{1,200}")),
      new Setting("from", "Number or name that a message is from which names none itself.", null,
          "1 to 256 characters without blanks", text -> text.matches("[^\\s\\p{Cntrl}]{1,256}")),
      Setting.choice("status", "Whether what the transport says of its own state is taken, for the host's log.", "no",
          YES_OR_NO),
      Setting.number("session-within", "Seconds until a user in a session is answered with the apology; keep it well"
          + " below the transport's own limit.", "8", 200),
      Setting.number("prefetch", "So many messages that came in are not stored yet at most.", "100", 10_000),
      Setting.number("heartbeat", "Seconds between signs of life; without any for twice as long the connection is made"
          + " anew.", "30", 600)),
      100, 50);

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static AmqpSettings of(Channel channel) {
    AmqpSettings settings = new AmqpSettings(SCHEMA.read(channel));
    for (String needed : List.of("host", "username", "password", "transport-name")) {
      Texts.required(settings.values, needed, "a value, as nothing can be sent without");
    }
    return settings;
  }

  String host() {
    return text("host");
  }

  int port() {
    return number("port");
  }

  String where() {
    return host() + ":" + port();
  }

  boolean tls() {
    return isYes("tls");
  }

  String virtualHost() {
    return text("vhost");
  }

  String username() {
    return text("username");
  }

  String password() {
    return text("password");
  }

  Queues queues() {
    return new Queues(text("transport-name"));
  }

  @Nullable
  String from() {
    return values.get("from");
  }

  boolean takesStatus() {
    return isYes("status");
  }

  Duration sessionWithin() {
    return Duration.ofSeconds(number("session-within"));
  }

  int prefetch() {
    return number("prefetch");
  }

  Duration heartbeat() {
    return Duration.ofSeconds(number("heartbeat"));
  }

  /** Keeps the password out of them. */
  Reasons reasons() {
    return new Reasons(Map.of("password", password()));
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

  /** Without the password. */
  @Override
  public String toString() {
    return "AmqpSettings[" + text("transport-name") + " at " + where() + "]";
  }
}
