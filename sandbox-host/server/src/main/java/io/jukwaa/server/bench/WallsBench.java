package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./jukwaa bench walls}: throughput of a host whose workers the operating system holds and of one whose workers
 * run free, in turns.
 */
public final class WallsBench {
  private static final List<String> ISOLATIONS = List.of("required", "off");
  private static final int USERS = 400;
  private static final int STEPS = 9;

  /** How it is measured. */
  public record Plan(String toolkit, String compile, int connections, SandboxBench.Timing timing) {}

  /**
   * What came of it.
   *
   * @param perSecond messages a second with {@code sandbox.os-isolation} as the key says: medians of the rounds
   * @param ratios of each round: with walls by without
   * @param wrong replies that were not the screen expected
   */
  public record Report(Map<String, Double> perSecond, List<Double> ratios, long wrong) {
    public Report {
      perSecond = Map.copyOf(perSecond);
      ratios = List.copyOf(ratios);
    }

    /** The median of the ratios. */
    public double ratio() {
      return Medians.of(ratios, Double::doubleValue);
    }
  }

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;

  public WallsBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /** @throws BenchException if a host does not start, or the operating system cannot hold workers here */
  public Report run() {
    Machine.check();
    try (Workspace workspace = Workspace.open(installation);
        HostProcess held = host(workspace, ISOLATIONS.getFirst());
        HostProcess free = host(workspace, ISOLATIONS.getLast())) {
      progress.say(Machine.description(workspace));
      Dialogue dialogue = Dialogue.read(workspace.file("conversation.json"));
      Map<String, LoadGenerator> loads = new LinkedHashMap<>();
      loads.put(ISOLATIONS.getFirst(), load(held, dialogue));
      loads.put(ISOLATIONS.getLast(), load(free, dialogue));
      try {
        return measured(loads);
      } finally {
        loads.values().forEach(LoadGenerator::close);
      }
    }
  }

  private HostProcess host(Workspace workspace, String isolation) {
    return HostProcess.serving(installation, workspace,
        new BenchDeployment(1, 1, plan.toolkit(), plan.compile(), isolation));
  }

  private LoadGenerator load(HostProcess host, Dialogue dialogue) {
    return new LoadGenerator(host.port(), plan.connections(), dialogue.speakers("survey-0", 0, USERS));
  }

  private Report measured(Map<String, LoadGenerator> loads) {
    Map<String, List<LoadGenerator.Result>> results = new LinkedHashMap<>();
    loads.forEach(this::warmUp);
    for (int round = 1; round <= plan.timing().rounds(); round++) {
      for (Map.Entry<String, LoadGenerator> load : loads.entrySet()) {
        LoadGenerator.Result result = load.getValue().saturate(plan.timing().round(), plan.connections());
        results.computeIfAbsent(load.getKey(), _ -> new ArrayList<>()).add(result);
        say("round " + round, load.getKey(), result);
      }
    }
    return report(results);
  }

  private static Report report(Map<String, List<LoadGenerator.Result>> results) {
    Map<String, Double> perSecond = new LinkedHashMap<>();
    results.forEach((isolation, rounds) -> perSecond.put(isolation, Medians.of(rounds, WallsBench::perSecond)));
    List<LoadGenerator.Result> held = results.getOrDefault(ISOLATIONS.getFirst(), List.of());
    List<LoadGenerator.Result> free = results.getOrDefault(ISOLATIONS.getLast(), List.of());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < held.size(); round++) {
      ratios.add(perSecond(held.get(round)) / perSecond(free.get(round)));
    }
    long wrong = results.values().stream().flatMap(List::stream).mapToLong(LoadGenerator.Result::wrong).sum();
    return new Report(perSecond, ratios, wrong);
  }

  private void warmUp(String isolation, LoadGenerator load) {
    for (int step = 0; step < STEPS; step++) {
      say("warm-up", isolation, load.saturate(plan.timing().warmUp().dividedBy(STEPS), 1 << step));
    }
  }

  private static double perSecond(LoadGenerator.Result result) {
    return result.latencies().count() / result.seconds();
  }

  private void say(String phase, String isolation, LoadGenerator.Result result) {
    progress.say(String.format("%-9s os-isolation %-8s %8.1f/s  p50 %7.2f ms  p99 %7.2f ms%s", phase, isolation,
        perSecond(result), result.latencies().percentile(0.5), result.latencies().percentile(0.99),
        result.wrong() == 0 ? "" : "  WRONG " + result.wrong()));
  }
}
