package io.jukwaa.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a client says who it is: Basic authentication (RFC 7617) in UTF-8. */
public record Login(String user, String password) {
  private static final String BASIC = "Basic ";

  /**
   * Reads the header {@code Authorization}.
   *
   * @return null if there is no user and password in it
   */
  public static @Nullable Login of(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String[] parts = new String(decoded, UTF_8).split(":", 2);
      return parts.length < 2 ? null : new Login(parts[0], parts[1]);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether a text is one of these; how long that takes does not depend on how much of it is right. */
  public static boolean isAmong(Collection<String> known, String given) {
    boolean found = false;
    for (String each : known) {
      found |= MessageDigest.isEqual(each.getBytes(UTF_8), given.getBytes(UTF_8));
    }
    return found;
  }
}
