package io.jukwaa.resources.http;

import io.jukwaa.message.InvalidFieldException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One header line of a request.
 *
 * @param name a token of RFC 9110 that is the app's to set
 * @param value without line breaks and other controls
 */
public record Header(String name, String value) {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
  /** What concerns one connection only, or says whom we talk to: ours to set. */
  private static final Set<String> REFUSED = Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding",
      "upgrade", "host", "content-length", "expect", "http2-settings");

  /** @throws InvalidFieldException if it is no header line, or not the app's to set */
  public Header {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches() || REFUSED.contains(lower) || lower.startsWith("proxy-")) {
      throw new InvalidFieldException("headers", name, "a header name other than Host, Proxy-* and hop-by-hop ones");
    }
    if (CONTROL.matcher(value).find()) {
      throw new InvalidFieldException("headers." + name, "not shown", "text without control characters");
    }
  }

  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
