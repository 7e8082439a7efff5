package io.jukwaa.server.hostile;

import io.jukwaa.server.bench.Latencies;
import java.util.Map;

/**
 * How the good tenant fared in the seconds that ended while a program ran; a short one has none.
 *
 * @param wrong messages that were not answered as they should be
 */
record Meanwhile(Latencies latencies, long wrong) {
  /** For people. */
  String text() {
    return latencies.count() == 0 && wrong == 0
        ? ""
        : String.format("good p50 %.1f p99 %.1f ms%s", latencies.percentile(0.5), latencies.percentile(0.99),
            wrong == 0 ? "" : ", " + wrong + " WRONG");
  }

  Map<String, Object> json() {
    return latencies.count() == 0
        ? Map.of("messages", 0, "wrong", wrong)
        : Map.of("messages", latencies.count(), "wrong", wrong, "p50Ms", latencies.percentile(0.5), "p99Ms",
            latencies.percentile(0.99));
  }
}
