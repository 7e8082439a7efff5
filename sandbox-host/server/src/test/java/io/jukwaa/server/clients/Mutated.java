package io.jukwaa.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.server.Json;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of requests that are nearly right.
 *
 * @param right one that is
 * @param keys members that it gets in addition, or in their place
 */
public record Mutated(Map<String, Object> right, List<String> keys) {
  private static final List<String> ODD_KEYS = List.of("message_id", "transport_name", "", "\u0000", "__cache__");
  private static final List<Object> VALUES = List.of("+27831", "", "\u0000\r\n", "\ud800", "asked-line", "close", "new",
      "x".repeat(5_000), "é😀", -1, 1e300, true, false, List.of(), List.of(List.of("a", 1, "sum")), Map.of(),
      Map.of("load_balancer", Map.of("transport_names", List.of("a"))), "msisdn", "2026-01-01 00:00:00",
      "http://127.0.0.1:1/", "ftp://a", Map.of("session_event", "later", "continue_session", 1), List.of("a", 1));
  private static final List<String> PARTS = List.of("", "/", "//", "?", "&", "=", "..", "%2f", "%00", "%ff", "%c3%28",
      "~",
      "*", ";a=b", "-1", "9".repeat(40), "x".repeat(300));
  private static final List<String> WHOLE = List.of("", "null", "[]", "\"a\"", "{", "[[\"a\",1,\"sum\"]]", "1e999",
      "[[\"a\",NaN,\"sum\"]]", "[[\"b\",\"1\",\"LAST\"]]", "{\"a\":1,\"a\":2}", "[".repeat(2_000), "{}{}");

  public Mutated {
    right = Map.copyOf(right);
    keys = Stream.concat(keys.stream(), ODD_KEYS.stream()).toList();
  }

  /** What a member of a query might say in the place of what is right. */
  public static String text(Random random) {
    return String.valueOf(VALUES.get(random.nextInt(VALUES.size())));
  }

  /** Where something else is, that a client may ask for in the place of this path and its query. */
  public static String path(String right, Random random) {
    String path = right;
    for (int change = 1 + random.nextInt(3); change > 0; change--) {
      int from = 1 + random.nextInt(path.length());
      int to = Math.min(path.length(), from + random.nextInt(8));
      path = path.substring(0, from) + (random.nextBoolean()
          ? URLEncoder.encode(text(random), UTF_8)
          : PARTS.get(random.nextInt(PARTS.size()))) + path.substring(to);
    }
    return path.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  public byte[] body(Random random) {
    if (random.nextInt(8) == 0) {
      return WHOLE.get(random.nextInt(WHOLE.size())).getBytes(UTF_8);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>(right);
    for (int change = random.nextInt(4); change > 0; change--) {
      members.put(keys.get(random.nextInt(keys.size())),
          random.nextInt(10) == 0 ? null : VALUES.get(random.nextInt(VALUES.size())));
    }
    byte[] body = Json.text(members).getBytes(UTF_8);
    for (int flip = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; flip > 0; flip--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }
}
