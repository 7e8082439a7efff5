package io.jukwaa.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What two toolkits came to: medians, and what one is of the other, in the same round or at the same place in the row.
 *
 * @param withSpares first replies where a spare worker was ready, in order, by toolkit
 * @param withoutSpares the same where a worker had to be started
 * @param samples each toolkit's rounds, in order
 */
public record ToolkitsReport(String machine, ToolkitsBench.Plan plan, Map<String, List<FirstReply>> withSpares,
    Map<String, List<FirstReply>> withoutSpares, Map<String, List<Sample>> samples) {
  /** Whether every reply was the screen expected. */
  public boolean isRight() {
    return all().allMatch(sample -> sample.wrong() == 0);
  }

  /** A member for each toolkit and, if all replies were right, {@code ratios}; as {@code docs/how-to/run-the-benchmarks.md} says. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    plan.toolkits().forEach(toolkit -> json.put(toolkit, figures(toolkit)));
    if (isRight()) {
      json.put("ratios", ratios());
    }
    return json;
  }

  private Map<String, Double> ratios() {
    return Map.of("perSecond", rounded(perSecondRatio()), "workerCpuMs", rounded(workerCpuRatio()),
        "firstMessageMs", rounded(ratio(withSpares, FirstReply::millis)), "firstMessageNoSpareMs",
        rounded(ratio(withoutSpares, FirstReply::millis)), "firstMessageGuestCpuMs",
        rounded(ratio(withSpares, FirstReply::guestCpuMillis)));
  }

  /** A table for people. */
  public String table() {
    StringBuilder text = new StringBuilder(String.format("%n%-12s %10s %9s %12s %14s %16s %16s%n", "", "per second",
        "p99 ms", "host CPU ms", "worker CPU ms", "first message ms", "without spare ms"));
    for (String toolkit : plan.toolkits()) {
      List<Sample> rounds = rounds(toolkit);
      text.append(String.format("%-12s %10.1f %9.2f %12.2f %14.2f %16.1f %16.1f%n", toolkit,
          Medians.of(rounds, Sample::perSecond), Medians.of(rounds, sample -> sample.percentile(0.99)),
          Medians.of(rounds, ToolkitsReport::hostCpu), Medians.of(rounds, ToolkitsReport::workerCpu),
          first(withSpares, toolkit, FirstReply::millis), first(withoutSpares, toolkit, FirstReply::millis)));
    }
    return text.append(isRight() ? comparison() : wrong()).toString();
  }

  /** An apology is quickly made: whoever answers wrong has no speed. */
  private String wrong() {
    return String.format("%d of %d replies were not the screen expected: these figures compare nothing.",
        all().mapToLong(Sample::wrong).sum(), all().mapToLong(sample -> sample.latencies().count()).sum());
  }

  private Stream<Sample> all() {
    return samples.values().stream().flatMap(List::stream);
  }

  private String comparison() {
    return String.format("""
        %s by %s: %.2f times as many a second; %.2f of the workers' processor time; %.2f and %.2f of the time to the
        first screen, %.2f of the guest's processor time for it. Medians of %d rounds of %d s after %d s of warm-up, guest compiler %s, %d connections; of %d first
        messages each.
        %s; now %s""", plan.toolkit(), plan.beside(), perSecondRatio(), workerCpuRatio(),
        ratio(withSpares, FirstReply::millis), ratio(withoutSpares, FirstReply::millis),
        ratio(withSpares, FirstReply::guestCpuMillis), plan.timing().rounds(),
        plan.timing().round().toSeconds(), plan.timing().warmUp().toSeconds(), plan.compile(), plan.connections(),
        plan.tenants(), machine, Machine.loadAverage());
  }

  private Map<String, Object> figures(String toolkit) {
    List<Sample> rounds = rounds(toolkit);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("perSecond", rounded(Medians.of(rounds, Sample::perSecond)));
    figures.put("p99Ms", rounded(Medians.of(rounds, sample -> sample.percentile(0.99))));
    figures.put("hostCpuMs", rounded(Medians.of(rounds, ToolkitsReport::hostCpu)));
    figures.put("workerCpuMs", rounded(Medians.of(rounds, ToolkitsReport::workerCpu)));
    figures.put("firstMessageMs", rounded(first(withSpares, toolkit, FirstReply::millis)));
    figures.put("firstMessageNoSpareMs", rounded(first(withoutSpares, toolkit, FirstReply::millis)));
    figures.put("firstMessageGuestCpuMs", rounded(first(withSpares, toolkit, FirstReply::guestCpuMillis)));
    figures.put("roundsPerSecond", rounds.stream().map(round -> rounded(round.perSecond())).toList());
    figures.put("wrong", rounds.stream().mapToLong(Sample::wrong).sum());
    return figures;
  }

  private List<Sample> rounds(String toolkit) {
    return samples.getOrDefault(toolkit, List.of());
  }

  private double perSecondRatio() {
    return ratio(samples, Sample::perSecond);
  }

  private double workerCpuRatio() {
    return ratio(samples, ToolkitsReport::workerCpu);
  }

  /** The median of what one toolkit's values are of the other's at the same place. */
  private <T> double ratio(Map<String, List<T>> values, ToDoubleFunction<T> value) {
    List<T> own = values.getOrDefault(plan.toolkit(), List.of());
    List<T> other = values.getOrDefault(plan.beside(), List.of());
    return Medians.of(IntStream.range(0, own.size()).boxed().toList(),
        place -> value.applyAsDouble(own.get(place)) / value.applyAsDouble(other.get(place)));
  }

  private static double first(Map<String, List<FirstReply>> replies, String toolkit,
      ToDoubleFunction<FirstReply> value) {
    return Medians.of(replies.getOrDefault(toolkit, List.of()), value);
  }

  private static double hostCpu(Sample sample) {
    return sample.perMessage(sample.cpu().own());
  }

  private static double workerCpu(Sample sample) {
    return sample.perMessage(sample.cpu().children());
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
