package io.jukwaa.transports.kannel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.GsmAlphabet;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Outgoing;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends each message by one request; Kannel cuts it in parts.
 *
 * <p>All is in the query, the password too: {@code sendsms} takes no form, and a body only as text.
 */
record KannelSender(Gateway gateway, OperatorClient client) implements Sender {
  /** All that can become of a message but what an operator says in between. */
  private static final String EVERY_END = "31";
  /** Parts of one message, at least, in which one septet or unit is lost as no character is cut. */
  private static final int PARTS = 255;
  private static final int LONGEST_GSM = PARTS * 152;
  private static final int LONGEST_UCS2 = PARTS * 66;

  @Override
  public Submission send(UserMessage message) {
    return client.submit(
        () -> new Request("GET", URI.create(gateway.url() + '?' + query(message)), Map.of(), null),
        response -> new SendingAnswer(response, gateway.reasons()).to(message));
  }

  private String query(UserMessage message) {
    Map<String, String> fields = new TreeMap<>(gateway.common());
    fields.put("to", Outgoing.address(message, "one phone number"));
    String from = message.fromAddr() == null ? gateway.from() : message.fromAddr();
    if (from != null) {
      fields.put("from", from);
    }
    Gateway.Receipts receipts = gateway.receipts();
    if (receipts != null) {
      fields.put("dlr-mask", EVERY_END);
      fields.put("dlr-url", receipts.of(message.messageId()));
    }
    return FormText.write(fields) + '&' + text(Outgoing.content(message));
  }

  /**
   * In the GSM alphabet, which Kannel turns UTF-8 into, or in UCS-2 as it leaves: a Kannel without iconv takes that
   * without a character set only.
   */
  private static String text(String content) {
    if (GsmAlphabet.holds(content)) {
      fits(GsmAlphabet.septets(content), LONGEST_GSM);
      return "coding=0&charset=UTF-8&" + FormText.write(Map.of("text", content));
    }
    fits(content.length(), LONGEST_UCS2);
    return "coding=2&text=" + URLEncoder.encode(new String(content.getBytes(UTF_16BE), ISO_8859_1), ISO_8859_1);
  }

  /** Kannel would cut the rest off and say nothing. */
  private static void fits(int length, int longest) {
    if (length > longest) {
      throw new InvalidFieldException("content", length + " characters", "at most " + longest);
    }
  }
}
