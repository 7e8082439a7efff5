package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http or https URL, read so strictly that nobody can read it otherwise: no user, no numeric host but four
 * plain decimal numbers, no byte in the authority that any parser treats specially.
 *
 * @param tls whether the scheme is https
 * @param host lower case, without a closing dot; IPv6 without brackets
 * @param port 1 to 65535, the scheme's own if none was given
 * @param target path and query as sent; what may not stand there is percent-encoded
 */
record WebAddress(boolean tls, String host, int port, String target) {
  private static final int LONGEST = 8192;
  private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(?:#.*)?");
  private static final Pattern AUTHORITY = Pattern
      .compile("(\\[[0-9A-Fa-f:.]{2,45}\\]|[0-9A-Za-z._-]{1,254})(?::(\\d{1,5}))?");
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)" + "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
      + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern NUMERIC_LABEL = Pattern.compile("\\d+|0x[0-9a-f]*");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
  private static final String SENT_AS_IT_IS = "-._~!$&'()*+,;=:@/?%[]";

  /** @throws FetchException if it is no such URL */
  static WebAddress parse(String url) {
    Matcher parts = URL.matcher(url);
    if (url.length() > LONGEST || url.codePoints().anyMatch(point -> point < ' ' || point == 127) || !parts.matches()) {
      throw new FetchException("url: not usable (expected: an absolute http or https URL of at most " + LONGEST
          + " characters)");
    }
    Matcher authority = AUTHORITY.matcher(parts.group(2));
    if (!authority.matches()) {
      throw new FetchException("url: not usable (expected: host or host:port, in ASCII, without a user)");
    }
    boolean tls = parts.group(1).equalsIgnoreCase("https");
    return new WebAddress(tls, host(authority.group(1)), port(authority.group(2), tls), target(parts.group(3)));
  }

  /**
   * Where a {@code Location} header leads from here.
   *
   * @throws FetchException if that is no usable URL
   */
  WebAddress resolve(String location) {
    if (SCHEME.matcher(location).matches()) {
      return parse(location);
    }
    if (location.startsWith("//")) {
      return parse((tls ? "https:" : "http:") + location);
    }
    String path = target.replaceFirst("\\?.*", "");
    String reference = location.startsWith("/")
        ? location
        : location.startsWith("?")
            ? path + location
            : path.substring(0, path.lastIndexOf('/') + 1) + location;
    return parse(origin() + withoutDots(reference));
  }

  /** {@code host:port}, as tenants' private hosts are written; IPv6 in brackets. */
  String hostAndPort() {
    return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
  }

  boolean isLiteral() {
    return isIpv6() || IPV4.matcher(host).matches();
  }

  boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  boolean hasOriginOf(WebAddress other) {
    return tls == other.tls && host.equals(other.host) && port == other.port;
  }

  private String origin() {
    return (tls ? "https://" : "http://") + hostAndPort();
  }

  private static String host(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (!IPV4.matcher(name).matches() && (!NAME.matcher(name).matches() || NUMERIC_LABEL.matcher(last).matches())) {
      throw new FetchException("url: not usable (expected: a host name, four decimal numbers or [IPv6])");
    }
    return name;
  }

  private static int port(@Nullable String text, boolean tls) {
    int port = text == null ? tls ? 443 : 80 : Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new FetchException("url: port " + port + " (expected: 1 to 65535)");
    }
    return port;
  }

  private static String target(String text) {
    StringBuilder target = new StringBuilder(text.startsWith("/") ? "" : "/");
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || SENT_AS_IT_IS.indexOf(c) >= 0)) {
        target.append(c);
      } else {
        target.append("%%%02X".formatted((int) c));
      }
    }
    return target.toString();
  }

  /** RFC 3986, 5.2.4, on the path before the query. */
  private static String withoutDots(String reference) {
    int query = reference.indexOf('?');
    String path = query < 0 ? reference : reference.substring(0, query);
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean dots = segments[i].equals(".") || segments[i].equals("..");
      if (segments[i].equals("..")) {
        kept.pollLast();
      }
      if (!dots) {
        kept.addLast(segments[i]);
      } else if (i == segments.length - 1) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept) + (query < 0 ? "" : reference.substring(query));
  }
}
