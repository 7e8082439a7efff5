package io.jukwaa.server.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Loads that are compared: each is warmed up step by step (see {@link SandboxBench}), then has one turn in every round.
 *
 * @param connections messages on their way at once
 * @param label what a load is called in the lines that tell of its progress
 */
record Turns<K>(int connections, SandboxBench.Timing timing, Function<K, String> label, Progress progress) {
  private static final int STEPS = 9;

  /** What each load got in each round. */
  Map<K, List<LoadGenerator.Result>> of(Map<K, LoadGenerator> loads) {
    loads.forEach(this::warmUp);
    Map<K, List<LoadGenerator.Result>> results = new LinkedHashMap<>();
    for (int round = 1; round <= timing.rounds(); round++) {
      for (Map.Entry<K, LoadGenerator> load : loads.entrySet()) {
        LoadGenerator.Result result = load.getValue().saturate(timing.round(), connections);
        results.computeIfAbsent(load.getKey(), _ -> new ArrayList<>()).add(result);
        say("round " + round, load.getKey(), result);
      }
    }
    return results;
  }

  private void warmUp(K name, LoadGenerator load) {
    for (int step = 0; step < STEPS; step++) {
      say("warm-up", name, load.saturate(timing.warmUp().dividedBy(STEPS), 1 << step));
    }
  }

  private void say(String phase, K name, LoadGenerator.Result result) {
    progress.say(String.format("%-9s %s %8.1f/s  p50 %7.2f ms  p99 %7.2f ms%s", phase, label.apply(name),
        result.perSecond(), result.latencies().percentile(0.5), result.latencies().percentile(0.99),
        result.wrong() == 0 ? "" : "  WRONG " + result.wrong()));
  }
}
