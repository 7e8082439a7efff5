package io.jukwaa.server.status;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a channel.
 *
 * @param down whether nothing gets through; else less than should
 * @param since when, as far as it is known
 * @param text for people: what is wrong, with the operator's words if it said any
 */
public record Finding(Rule rule, Side side, boolean down, Instant since, String text) {
  /** {@code down} or {@code degraded}. */
  public String status() {
    return down ? "down" : "degraded";
  }

  /**
   * The same as Junebug told of a channel's components (sandbox-protocol 7.5, 7.6): the rule is the component, and the
   * side is the type.
   *
   * @param status {@code ok} if it is over
   */
  public Map<String, Object> component(String channel, String status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("channel_id", channel);
    json.put("component", rule.key());
    json.put("status", status);
    json.put("type", side.key());
    json.put("message", text);
    json.put("details", Map.of("since", since.toString()));
    return json;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rule", rule.key());
    json.put("status", status());
    json.put("side", side.key());
    json.put("since", since.toString());
    json.put("text", text);
    return json;
  }
}
