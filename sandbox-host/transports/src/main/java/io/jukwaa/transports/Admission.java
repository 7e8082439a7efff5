package io.jukwaa.transports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks every request passes before its fields are read. Runs on the event loop. */
public final class Admission {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private Admission() {}

  /**
   * The channel that the path names; from now on {@link TransportContext#refusals} hears if the request is refused.
   *
   * @throws Refusal 404 if the path names no channel of this transport
   */
  public static Channel channel(RoutingContext ctx, TransportContext context, Transport transport) {
    String key = String.valueOf(ctx.pathParam("channel"));
    Channel channel = context.channels().find(transport.name(), key);
    if (channel == null || !channel.transport().equals(transport.name())) {
      throw Refusal.notFound("channel", key, "a channel of the transport " + transport.name());
    }
    ProblemHandler.telling(ctx, reason -> context.refusals().refused(channel, reason));
    return channel;
  }

  /** @throws Refusal 405 if the request has another method */
  public static void method(HttpServerRequest request, String allowed) {
    if (!request.method().name().equals(allowed)) {
      throw Refusal.method(request.method().name(), allowed);
    }
  }

  /** @throws Refusal 415 if the body is of another type, or in another character set than UTF-8 */
  public static void mediaType(HttpServerRequest request, String expected) {
    String given = request.getHeader("Content-Type");
    String[] parts = (given == null ? "" : given).toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals(expected)) {
      throw Refusal.mediaType(given, expected);
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace("\"", "").strip();
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw Refusal.mediaType(given, expected + " in UTF-8");
      }
    }
  }

  /**
   * Compares the query parameter {@code secret} or the header {@code X-Secret}, in a time that does not depend on how
   * much of it is right.
   *
   * @param expected null lets everybody in
   * @throws Refusal 403 if it is missing or different
   */
  public static void secret(HttpServerRequest request, @Nullable String expected) {
    if (expected == null) {
      return;
    }
    String header = request.getHeader("X-Secret");
    byte[] given = header != null ? header.getBytes(UTF_8) : FormText.bytes(request.query()).get("secret");
    if (given == null || !MessageDigest.isEqual(expected.getBytes(UTF_8), given)) {
      throw Refusal.forbidden("secret");
    }
  }

  /** @throws Refusal 403 if the field does not hold the expected text; compared as {@link #secret} does */
  public static void credential(String field, String expected, @Nullable String given) {
    credential(field, List.of(expected), given);
  }

  /** @throws Refusal 403 if the field holds none of the expected texts; each is compared as {@link #secret} does */
  public static void credential(String field, List<String> expected, @Nullable String given) {
    boolean found = false;
    for (String each : expected) {
      found |= same(each, given);
    }
    if (!found) {
      throw Refusal.forbidden(field);
    }
  }

  /**
   * Lets in who is at this machine and asked for it by its own name: a page in a browser here could read what is for this
   * machine only through a name that leads here (DNS rebinding), and change it by a form that it sends, which says where
   * it comes from ({@code Origin}, RFC 6454).
   *
   * @throws Refusal 403 for anybody else
   */
  public static void local(HttpServerRequest request) {
    if (!isLocal(request)) {
      throw Refusal.forbidden("host");
    }
  }

  /** Whether {@link #local} lets it in. */
  public static boolean isLocal(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String asked = request.authority() == null ? "" : request.authority().host();
    return remote != null && InetAddress.ofLiteral(remote.hostAddress()).isLoopbackAddress()
        && LOOPBACK_NAMES.contains(asked) && isOurs(request.getHeader("Origin"));
  }

  /** @param origin of the page that asks; null if none does */
  private static boolean isOurs(@Nullable String origin) {
    return origin == null || LOOPBACK_NAMES.stream().anyMatch(name -> origin.matches("https?://" + Pattern.quote(name)
        + "(:\\d{1,5})?"));
  }

  private static boolean same(String expected, @Nullable String given) {
    return given != null && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
  }
}
