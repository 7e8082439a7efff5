package io.jukwaa.server.deployment;

import java.text.Normalizer;
import java.util.Locale;

/** Names made fit for URLs, as Vumi Go made them (sandbox-protocol 6.1). */
final class Slug {
  private Slug() {}

  /** Lower case ASCII; other characters dropped; spaces and runs of dashes become one dash. */
  static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\p{ASCII}]", "")
        .replaceAll("[^\\w\\s-]", "").strip().toLowerCase(Locale.ROOT).replaceAll("[-\\s]+", "-");
  }
}
