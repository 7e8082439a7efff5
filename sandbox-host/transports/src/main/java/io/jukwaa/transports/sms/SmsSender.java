package io.jukwaa.transports.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.GsmAlphabet;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Outgoing;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import io.jukwaa.transports.Template;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends each message by one request; the gateway cuts it in parts. */
record SmsSender(Account account, OperatorClient client) implements Sender {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
  private static final int LONGEST_HEADER = 4_000;
  private static final String GSM = "0";
  private static final String UCS2 = "8";

  @Override
  public Submission send(UserMessage message) {
    return client.submit(() -> request(message),
        response -> new SendingAnswer(response, account.rules()).to(message));
  }

  private Request request(UserMessage message) {
    Map<String, String> all = values(message);
    Function<String, @Nullable String> values = all::get;
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    account.headers().forEach((name, template) -> headers.put(name,
        header(name, Template.fill(template, values, UnaryOperator.identity()))));
    String text = account.form().write(values);
    String type = account.form().type();
    if (type == null) {
      String joint = account.url().getRawQuery() == null ? "?" : "&";
      return new Request("GET", URI.create(account.url() + joint + text), headers, null);
    }
    headers.putIfAbsent("Content-Type", type);
    return new Request("POST", account.url(), headers, text);
  }

  /** A line break would begin another header. */
  private static String header(String name, String value) {
    if (value.length() > LONGEST_HEADER) {
      throw new InvalidFieldException(name, value.length() + " characters", "at most " + LONGEST_HEADER);
    }
    return value.replaceAll("\\p{Cntrl}", " ");
  }

  /** What a template may name. */
  private Map<String, String> values(UserMessage message) {
    String content = Outgoing.content(message);
    if (content.length() > account.longest()) {
      throw new InvalidFieldException("content", content.length() + " characters", "at most " + account.longest());
    }
    Map<String, String> values = new HashMap<>(account.values());
    values.put("id", message.messageId());
    values.put("to", number(Outgoing.address(message, "one phone number")));
    if (message.fromAddr() != null) {
      values.put("from", message.fromAddr());
    }
    values.put("text", content);
    if (GsmAlphabet.holds(content)) {
      values.put("coding", GSM);
      values.put("gsm", content);
    } else {
      values.put("coding", UCS2);
      values.put("hex", HexFormat.of().formatHex(content.getBytes(UTF_16BE)));
    }
    return values;
  }

  /** A name or short code is left as it is. */
  private String number(String address) {
    if (!NUMBER.matcher(address).matches()) {
      return address;
    }
    String bare = address.startsWith("+") ? address.substring(1) : address;
    return switch (account.numbers()) {
      case PLUS -> '+' + bare;
      case BARE -> bare;
      case AS_GIVEN -> address;
    };
  }
}
