package io.jukwaa.transports.kannel;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Reasons;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which Kannel, and as whom, a channel sends.
 *
 * @param url of its {@code sendsms}
 * @param common fields that every message has
 * @param from the sender of messages that name none; null leaves it to Kannel
 * @param receipts where it tells what becomes of messages; null if it is not asked
 * @param reasons keeps secrets out of them
 */
record Gateway(String url, Map<String, String> common, @Nullable String from, @Nullable Receipts receipts,
    Reasons reasons) {
  /** The operator's pace is Kannel's to keep, {@code throughput}; this one is what Kannel is asked. */
  static final Settings SCHEMA = Pace.with(List.of(
      Setting.base("url", "Where messages are sent: sendsms of the smsbox.", "http://127.0.0.1:13013/cgi-bin/sendsms"),
      Setting.word("username", "Of a sendsms-user."), Setting.word("password", "Of that sendsms-user."),
      Setting.text("from", "Number or name that phones see of messages that are no replies; without it, Kannel's own."),
      Setting.word("smsc", "By which connection of Kannel's messages leave; without it, Kannel chooses."),
      Setting.word("account", "Whom Kannel's log says messages are for."),
      Setting.choice("priority", "Which messages leave Kannel first: 3 before 0.", null, List.of("0", "1", "2", "3")),
      Setting.number("validity", "Minutes for which the operator tries to deliver a message; without it, as it likes.",
          null, 100_000),
      Setting.publicUrl("Our address as Kannel sees it, where it tells what becomes of messages; without it, it does"
          + " not."),
      Setting.secret()), 50, 10);
  /** Settings that are fields of the same name. */
  private static final List<String> OPTIONAL = List.of("smsc", "account", "priority", "validity");

  Gateway {
    common = Map.copyOf(common);
  }

  /**
   * Where reports go.
   *
   * @param address up to the message's id
   * @param rest what follows it
   */
  record Receipts(String address, String rest) {
    /** A percent sign is doubled, as one alone begins what Kannel fills in. */
    static Receipts of(String publicUrl, String channel, @Nullable String secret) {
      String carried = secret == null ? "" : '&' + FormText.write(Map.of("secret", secret));
      return new Receipts(publicUrl + "/kannel/" + literal(channel) + "/delivery?",
          "&status=%d&answer=%A&smsc=%i&fid=%F&ts=%T" + literal(carried));
    }

    String of(String id) {
      return address + literal(FormText.write(Map.of("id", id))) + rest;
    }

    private static String literal(String text) {
      return text.replace("%", "%%");
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Receipts[" + address + "]";
    }
  }

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static Gateway of(Channel channel) {
    Map<String, String> settings = SCHEMA.read(channel);
    Map<String, String> common = new LinkedHashMap<>(settings);
    common.keySet().retainAll(OPTIONAL);
    common.put("username", Texts.required(settings, "username", "a value, as nothing can be sent without"));
    common.put("password", Texts.required(settings, "password", "a value, as nothing can be sent without"));
    Map<String, String> secrets = new LinkedHashMap<>(settings);
    secrets.keySet().retainAll(List.of("password", "secret"));
    String publicUrl = settings.get("public-url");
    return new Gateway(Texts.required(settings, "url", "a value, as nothing can be sent without"), common,
        settings.get("from"),
        publicUrl == null ? null : Receipts.of(publicUrl, channel.key(), settings.get("secret")), new Reasons(secrets));
  }

  /** Without the password, which is among the common fields. */
  @Override
  public String toString() {
    return "Gateway[" + url + "]";
  }
}
