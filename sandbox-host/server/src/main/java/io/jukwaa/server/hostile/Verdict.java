package io.jukwaa.server.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one program.
 *
 * @param came {@code killed}, {@code error}, {@code throttled} or {@code ended}
 * @param limit the limit that was exceeded as the app's log tells it; empty if none was
 * @param millis from message to answer
 * @param overMillis how long it went on after a limit of time was reached; 0 if none was
 * @param nextMillis how long the tenant's next message took if its worker was lost; 0 if it was not
 * @param wrong why this must not be; empty if all is well
 * @param good how the good tenant fared meanwhile
 */
record Verdict(Program program, String came, String limit, long millis, long overMillis, boolean workerLost,
    long nextMillis, List<String> wrong, Meanwhile good) {
  Verdict {
    wrong = List.copyOf(wrong);
  }

  boolean isRight() {
    return wrong.isEmpty();
  }

  String row() {
    return String.format("%-4s %-38s %-10s %6d ms  over %4d ms  %-12s next %5d ms  %-32s %s", isRight() ? "ok" : "FAIL",
        program.name(), came, millis, overMillis, workerLost ? "worker lost" : "", nextMillis,
        good.text(), isRight() ? limit : String.join("; ", wrong));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("program", program.name());
    json.put("must", program.verdict());
    json.put("verdict", came);
    json.put("limit", limit);
    json.put("millis", millis);
    json.put("overMillis", overMillis);
    json.put("workerLost", workerLost);
    json.put("nextMillis", nextMillis);
    json.put("good", good.json());
    json.put("ok", isRight());
    json.put("wrong", wrong);
    return json;
  }
}
