package io.jukwaa.server.bench;

import java.util.ArrayList;
import java.util.List;

/** Which goals a run missed, each in words; {@code docs/explanation/performance.md} says where they come from. */
final class Goals {
  private static final double TOLERANCE = 0.02;

  private final List<String> missed = new ArrayList<>();

  void atLeast(String what, double goal, double seen) {
    if (seen < goal) {
      missed.add(what + ": " + seen + " (expected: at least " + goal + ")");
    }
  }

  void atMost(String what, double goal, double seen) {
    if (seen > goal) {
      missed.add(what + ": " + seen + " (expected: at most " + goal + ")");
    }
  }

  /** Within 2 %, on average and in every second. */
  void held(int cap, Timeline times) {
    atLeast("cap of " + cap + ", average", cap * (1 - TOLERANCE), times.perSecond());
    atMost("cap of " + cap + ", average", cap * (1 + TOLERANCE), times.perSecond());
    atMost("cap of " + cap + ", within a second", Math.ceil(cap * (1 + TOLERANCE)), times.mostWithinASecond());
  }

  List<String> missed() {
    return List.copyOf(missed);
  }
}
