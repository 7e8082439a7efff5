package io.jukwaa.transports.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.FormText;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Twilio signs what it sends, in the header {@code X-Twilio-Signature}: HMAC-SHA1 over the URL and, behind it, the
 * name and value of every field of the form, in the order of the names; of a field that comes more than once each
 * different value, in order. A URL with {@code bodySHA256} is signed alone, and has the hash of a body that is no form.
 *
 * @param token the account's auth token
 */
record Signature(String token) {
  static final String HEADER = "X-Twilio-Signature";
  private static final Pattern URL = Pattern.compile("(?s)(https?://[^/?:]+)(:[0-9]+)?(.*)");
  private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]*)(?:&|$)");

  /**
   * What the header of an honest request can hold: they may have signed the URL with the port or without.
   *
   * @param url as they know it, with the query
   * @param body as it came
   * @return nothing if the body is not the one the URL has the hash of
   * @throws InvalidFieldException if the body is to be a form and is none
   */
  List<String> of(String url, byte[] body) {
    Matcher hash = BODY_HASH.matcher(url);
    String fields = "";
    if (!hash.find()) {
      fields = fields(body);
    } else if (!MessageDigest.isEqual(sha256(body).getBytes(UTF_8),
        hash.group(1).toLowerCase(Locale.ROOT).getBytes(UTF_8))) {
      return List.of();
    }
    String signed = fields;
    return withPortAndWithout(url).stream().map(each -> hmac(each + signed)).toList();
  }

  private static String fields(byte[] body) {
    Map<String, Set<String>> fields = new TreeMap<>();
    FormText.pairs(new String(body, ISO_8859_1))
        .forEach(pair -> fields.computeIfAbsent(pair.getKey(), _ -> new TreeSet<>()).add(pair.getValue()));
    StringBuilder signed = new StringBuilder();
    fields.forEach((name, values) -> values.forEach(value -> signed.append(name).append(value)));
    return signed.toString();
  }

  private static List<String> withPortAndWithout(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return List.of(url);
    }
    String standard = url.startsWith("https") ? ":443" : ":80";
    String port = parts.group(2) == null ? standard : parts.group(2);
    return List.of(parts.group(1) + parts.group(3), parts.group(1) + port + parts.group(3));
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private String hmac(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Signature";
  }
}
