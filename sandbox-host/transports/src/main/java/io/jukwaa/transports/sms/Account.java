package io.jukwaa.transports.sms;

import com.google.re2j.Pattern;
import io.jukwaa.transports.Reasons;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel sends, and how it writes and reads there.
 *
 * @param values what templates may name beside what a message brings
 * @param headers name → template
 * @param numbers how numbers are written
 * @param longest characters of a message, at most
 * @param rules what answers mean
 */
record Account(URI url, Form form, Map<String, String> values, Map<String, String> headers, Numbers numbers,
    int longest,
    Rules rules) {
  Account {
    values = Map.copyOf(values);
    headers = new LinkedHashMap<>(headers);
  }

  /** Whether numbers have a plus. */
  enum Numbers {
    PLUS, BARE, AS_GIVEN
  }

  /**
   * Patterns that are looked for in answers; null for those that are not.
   *
   * @param accepted in an answer of 2xx; its first group, if it has one, is what the gateway calls the message
   * @param reasons keeps secrets out of them
   */
  record Rules(Pattern accepted, @Nullable Pattern refused, @Nullable Pattern blocked, @Nullable Pattern unavailable,
      Reasons reasons) {}

  /** Without the values, among which are secrets. */
  @Override
  public String toString() {
    return "Account[" + url.getHost() + url.getPath() + "]";
  }
}
