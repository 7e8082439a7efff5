package io.jukwaa.server.chaos;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a host while a store was gone.
 *
 * @param store its name
 * @param notReady milliseconds until the host said that it is not ready
 * @param phones who dialled meanwhile
 * @param texts which came meanwhile
 * @param ready milliseconds from when the store took connections until the host said that it is ready
 * @param before messages answered a second before
 * @param after the same from 5 s after the store took connections
 * @param threads of the host before, and the most meanwhile
 * @param resident bytes of memory of the host before, and the most meanwhile
 */
record Outage(String store, long notReady, Asked phones, Asked texts, long ready, double before, double after,
    Growth threads, Growth resident) {
  private static final long LONGEST_ANSWER = 8_000;
  private static final long MOST_NEW_THREADS = 16;
  private static final long MOST_NEW_BYTES = 128L << 20;
  private static final double FULL_SPEED = 0.9;

  /**
   * Those that were asked.
   *
   * @param all how many
   * @param right how many had the answer they should: the apology, or that it is not stored
   * @param slowest milliseconds of the slowest answer
   */
  record Asked(int all, int right, long slowest) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("asked", all);
      json.put("right", right);
      json.put("slowestMs", slowest);
      return json;
    }

    boolean isRight() {
      return all > 0 && right == all && slowest <= LONGEST_ANSWER;
    }
  }

  record Growth(long before, long most) {}

  /** Whether everybody had an answer in time and the right one, and nothing piled up. */
  boolean isRight() {
    return phones.isRight() && texts.isRight() && threads.most() - threads.before() <= MOST_NEW_THREADS
        && resident.most() - resident.before() <= MOST_NEW_BYTES;
  }

  /** Whether the host was as fast as before 5 s after. */
  boolean isQuick() {
    return after >= FULL_SPEED * before;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("notReadyAfterMs", notReady);
    json.put("phones", phones.json());
    json.put("texts", texts.json());
    json.put("readyAgainAfterMs", ready);
    json.put("perSecondBefore", Math.round(before * 10) / 10.0);
    json.put("perSecondAfter", Math.round(after * 10) / 10.0);
    json.put("threadsBefore", threads.before());
    json.put("threadsMost", threads.most());
    json.put("residentMiBBefore", resident.before() >> 20);
    json.put("residentMiBMost", resident.most() >> 20);
    return json;
  }

  String text() {
    return store + " gone: " + json();
  }
}
