package io.jukwaa.resources.http;

import java.time.Duration;

/**
 * What one request of a guest may cost.
 *
 * @param bodyBytes longest response body, as it comes and unzipped; a longer one is a failure and never cut
 * @param headers from the start until the last hop's response headers are there
 * @param total from the start until the response is complete
 * @param redirects hops after the first
 */
public record HttpLimits(int bodyBytes, Duration headers, Duration total, int redirects) {
  /** The original's limits; its total was the run's own. */
  public static final HttpLimits DEFAULT = new HttpLimits(131_072, Duration.ofSeconds(30), Duration.ofSeconds(55), 20);

  /** @throws IllegalArgumentException if a limit is not positive */
  public HttpLimits {
    if (bodyBytes < 1 || !headers.isPositive() || !total.isPositive() || redirects < 0) {
      throw new IllegalArgumentException(
          "limits: " + bodyBytes + " bytes, " + headers + ", " + total + ", " + redirects + " (expected: > 0)");
    }
  }
}
