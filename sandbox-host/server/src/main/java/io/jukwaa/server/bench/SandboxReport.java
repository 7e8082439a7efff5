package io.jukwaa.server.bench;

import io.jukwaa.server.bench.SandboxBench.Plan;
import io.jukwaa.server.bench.SandboxBench.Way;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the rounds came to: medians over rounds, and how many times as much we did as each other side in the same round.
 *
 * @param samples each side's rounds, in order
 * @param ours what is measured on our side alone; null if it did not take part
 */
public record SandboxReport(String machine, Plan plan, Map<Way, List<Sample>> samples, @Nullable Ours ours) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * @param half a round at half the maximum rate, sent without waiting for answers
   * @param freshWorkers workers that were started during the rounds: those that are not warm
   * @param hostMemory resident, in bytes
   * @param workerMemory the same of each worker, spares included
   * @param firstWrong the first response that was not the screen expected
   */
  record Ours(Sample half, int freshWorkers, long hostMemory, List<Long> workerMemory, @Nullable String firstWrong) {}

  public SandboxReport {
    samples = new EnumMap<>(samples);
  }

  /** Whether every reply was the screen expected. */
  public boolean isRight() {
    return samples.values().stream().flatMap(List::stream).allMatch(sample -> sample.wrong() == 0)
        && (ours == null || ours.half().wrong() == 0);
  }

  /** One member for each side, in the order they took turns; numbers as {@code docs/how-to/run-the-benchmarks.md} says. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    samples.forEach((way, rounds) -> json.put(way.toString(), figures(way, rounds)));
    return json;
  }

  /** A table for people. */
  public String table() {
    StringBuilder text = new StringBuilder(String.format("%n%-15s %10s %9s %9s %15s %12s%n", "", "per second",
        "p50 ms", "p99 ms", "CPU ms/message", "jukwaa is"));
    samples.forEach((way, rounds) -> text.append(String.format("%-15s %10.1f %9.2f %9.2f %15.2f %12s%n", way,
        Medians.of(rounds, Sample::perSecond), percentile(rounds, 0.5), percentile(rounds, 0.99), cpu(rounds),
        way == Way.JUKWAA || ours == null ? "" : String.format("%.2f times", times(rounds)))));
    if (ours != null) {
      text.append(oursText(ours));
    }
    return text.append(String.format("""
        Medians of %d rounds of %d s after %d s of warm-up; toolkit %s, guest compiler %s, %d connections.
        %s; now %s""", plan.timing().rounds(), plan.timing().round().toSeconds(), plan.timing().warmUp().toSeconds(),
        plan.toolkit(), plan.compile(), plan.connections(), machine, Machine.loadAverage())).toString();
  }

  private String oursText(Ours own) {
    List<Sample> rounds = samples.getOrDefault(Way.JUKWAA, List.of());
    String wrong = isRight() || own.firstWrong() == null
        ? ""
        : "The first wrong reply, warm-up included: " + own.firstWrong() + "\n";
    return String.format("""

        jukwaa: host %.2f and workers %.2f CPU ms/message; p99 at half the rate (%.1f/s) %.2f ms;
        resident: host %.0f MiB, workers %s MiB; workers started during the rounds: %d
        %s""", hostCpu(rounds), workerCpu(rounds), own.half().perSecond(), own.half().percentile(0.99),
        own.hostMemory() / MEBIBYTE, own.workerMemory().stream().map(bytes -> bytes >> 20).toList(),
        own.freshWorkers(), wrong);
  }

  private Map<String, Object> figures(Way way, List<Sample> rounds) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("perSecond", rounded(Medians.of(rounds, Sample::perSecond)));
    figures.put("p50Ms", rounded(percentile(rounds, 0.5)));
    figures.put("p99Ms", rounded(percentile(rounds, 0.99)));
    figures.put("cpuMsPerMessage", rounded(cpu(rounds)));
    figures.put("wrong", rounds.stream().mapToLong(Sample::wrong).sum());
    figures.put("roundsPerSecond", rounds.stream().map(round -> rounded(round.perSecond())).toList());
    if (way == Way.JUKWAA && ours != null) {
      figures.put("p99AtHalfMs", rounded(ours.half().percentile(0.99)));
      figures.put("hostCpuMs", rounded(hostCpu(rounds)));
      figures.put("workerCpuMs", rounded(workerCpu(rounds)));
      figures.put("hostResidentBytes", ours.hostMemory());
      figures.put("workerResidentBytes", ours.workerMemory());
      figures.put("workersStarted", ours.freshWorkers());
    } else if (ours != null) {
      figures.put("jukwaaIsTimes", rounded(times(rounds)));
    }
    return figures;
  }

  /** The median over the rounds of our throughput by that of the other side in the same round. */
  private double times(List<Sample> others) {
    List<Sample> own = samples.getOrDefault(Way.JUKWAA, List.of());
    return Medians.of(IntStream.range(0, others.size()).boxed().toList(),
        round -> own.get(round).perSecond() / others.get(round).perSecond());
  }

  private static double percentile(List<Sample> rounds, double share) {
    return Medians.of(rounds, sample -> sample.percentile(share));
  }

  private static double cpu(List<Sample> rounds) {
    return Medians.of(rounds, sample -> sample.perMessage(sample.cpu().total()));
  }

  private static double hostCpu(List<Sample> rounds) {
    return Medians.of(rounds, sample -> sample.perMessage(sample.cpu().own()));
  }

  private static double workerCpu(List<Sample> rounds) {
    return Medians.of(rounds, sample -> sample.perMessage(sample.cpu().children()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
