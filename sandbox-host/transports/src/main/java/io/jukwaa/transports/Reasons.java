package io.jukwaa.transports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Makes reasons of what operators say: one line of at most 200 characters, in which nothing opens a door.
 *
 * @param secrets name of a setting → its value, which the operator may repeat, as it is or as a form has it
 */
public record Reasons(Map<String, String> secrets) {
  private static final int LONGEST = 200;

  public Reasons {
    secrets = Map.copyOf(secrets);
  }

  public String of(String words) {
    String open = words;
    for (Map.Entry<String, String> secret : longestFirst()) {
      String name = '(' + secret.getKey() + ')';
      open = open.replace(secret.getValue(), name)
          .replace(URLEncoder.encode(secret.getValue(), StandardCharsets.UTF_8), name);
    }
    return Texts.line(open, LONGEST);
  }

  /** The status and the body, as they came. */
  public String of(OperatorClient.Response response) {
    return of(response.body().isBlank() ? "" + response.status() : response.status() + ": " + response.body());
  }

  /** One may be part of another. */
  private List<Map.Entry<String, String>> longestFirst() {
    return secrets.entrySet().stream()
        .sorted(Comparator.comparingInt((Map.Entry<String, String> each) -> -each.getValue().length())).toList();
  }

  /** Only the names. */
  @Override
  public String toString() {
    return "Reasons" + secrets.keySet();
  }
}
