package io.jukwaa.stores.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the Redis server is and how it is used.
 *
 * @param uri {@code redis://} or, with TLS, {@code rediss://}, {@code [user:password@]host[:port][/database]}
 * @param trusted a PEM file of the certificates to trust with TLS; null for those that Java trusts
 * @param prefix what the name of every key begins with: installations that share a server differ in it
 * @param node this host's name in locks, for people; each start adds something of its own
 * @param timeout how long a call may take, waiting for a lost connection included; at least 100 ms
 * @param mostInFlight calls that are on their way at once; more wait their turn, and fail when the time is up
 * @param lease how long a lock lasts that nobody releases although its host lives; longer than any run
 */
public record RedisConnectionSettings(String uri, @Nullable Path trusted, String prefix, String node, Duration timeout,
    int mostInFlight, Duration lease) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);
  public static final int DEFAULT_MOST_IN_FLIGHT = 10_000;
  public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final int DEFAULT_PORT = 6379;

  /** @throws IllegalArgumentException names the setting, its value and what was expected; never a password */
  public RedisConnectionSettings {
    address(uri);
    check("trusted", trusted == null ? "java" : trusted,
        trusted == null || (Files.isRegularFile(trusted) && Files.isReadable(trusted) && uri.startsWith("rediss:")),
        "java; or, with rediss://, a file of certificates that we may read");
    check("prefix", prefix, NAME.matcher(prefix).matches(), "1 to 64 letters, digits, dots, dashes or underlines");
    check("node", node, NAME.matcher(node).matches(), "1 to 64 letters, digits, dots, dashes or underlines");
    check("timeout", timeout, timeout.compareTo(LEAST) >= 0, "at least 100 ms");
    check("most-in-flight", mostInFlight, mostInFlight > 0, "at least 1");
    check("lease", lease, lease.compareTo(LEAST) >= 0, "at least 100 ms");
  }

  /** The defaults. */
  public static RedisConnectionSettings of(String uri) {
    return new RedisConnectionSettings(uri, null, "jukwaa", "host", DEFAULT_TIMEOUT, DEFAULT_MOST_IN_FLIGHT,
        DEFAULT_LEASE);
  }

  /** The same that trusts these certificates. */
  public RedisConnectionSettings withTrusted(Path certificates) {
    return new RedisConnectionSettings(uri, certificates, prefix, node, timeout, mostInFlight, lease);
  }

  /** The same with another prefix. */
  public RedisConnectionSettings withPrefix(String other) {
    return new RedisConnectionSettings(uri, trusted, other, node, timeout, mostInFlight, lease);
  }

  /** The same under another name. */
  public RedisConnectionSettings withNode(String other) {
    return new RedisConnectionSettings(uri, trusted, prefix, other, timeout, mostInFlight, lease);
  }

  /** The same with another lease of locks. */
  public RedisConnectionSettings withLease(Duration longest) {
    return new RedisConnectionSettings(uri, trusted, prefix, node, timeout, mostInFlight, longest);
  }

  /** The same with other bounds on what is on its way. */
  public RedisConnectionSettings withBounds(Duration longest, int most) {
    return new RedisConnectionSettings(uri, trusted, prefix, node, longest, most, lease);
  }

  /** Where the server is, without who signs in there: fit for logs. */
  public String address() {
    return address(uri);
  }

  /** Without a password. */
  @Override
  public String toString() {
    return "RedisConnectionSettings[" + address() + ", trusted=" + trusted + ", prefix=" + prefix + ", node=" + node
        + ", timeout=" + timeout
        + ", mostInFlight=" + mostInFlight + ", lease=" + lease + "]";
  }

  private static String address(String text) {
    try {
      URI uri = new URI(text);
      boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
      if (known && uri.getHost() != null && uri.getPath().matches("(/[0-9]{0,4})?")) {
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + ":" + port + uri.getPath();
      }
    } catch (URISyntaxException _) {
      // its message would show the password
    }
    throw new IllegalArgumentException("redis: " + text.replaceAll("//.*@", "//…@")
        + " (expected: redis://[user:password@]host[:port][/database], or rediss:// for TLS)");
  }

  private static void check(String name, Object value, boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("redis " + name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
