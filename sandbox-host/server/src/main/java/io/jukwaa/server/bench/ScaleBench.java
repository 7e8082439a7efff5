package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code ./jukwaa bench scale}: a host on its own database, one host on Redis and Cassandra, and two, in turns; then how
 * often in a row a message waits for Redis and Cassandra.
 */
public final class ScaleBench {
  private static final int STEPS = 6;
  private static final List<String> NAMES = List.of("embedded", "grown1", "grown2");

  /** @param connections messages on their way at once, of all hosts of a setup */
  public record Plan(String toolkit, String compile, int connections, SandboxBench.Timing timing) {}

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;

  public ScaleBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Medians of the rounds, by setup, and ratios.
   *
   * @throws BenchException if a host does not start or says something wrong
   */
  public Map<String, Object> run() {
    Machine.check();
    Map<String, List<ScaleSetup.Turn>> turns = new LinkedHashMap<>();
    Map<String, Double> trips;
    try (Workspace workspace = Workspace.open(installation);
        GrownServers servers = GrownServers.start(installation.home())) {
      progress.say(Machine.description(workspace));
      List<ScaleSetup> setups = new ArrayList<>();
      try {
        NAMES.forEach(name -> setups.add(setup(name, workspace, servers)));
        setups.forEach(this::warmUp);
        for (int round = 1; round <= plan.timing().rounds(); round++) {
          for (ScaleSetup setup : setups) {
            turns.computeIfAbsent(setup.name(), _ -> new ArrayList<>()).add(turn("round " + round, setup));
          }
        }
      } finally {
        setups.forEach(ScaleSetup::close);
      }
      trips = new RoundTrips(installation, workspace, servers).measure();
      progress.say("round trips a message: " + trips);
    }
    Map<String, Object> report = report(turns);
    report.put("roundTripsPerMessage", trips);
    return report;
  }

  private ScaleSetup setup(String name, Workspace workspace, GrownServers servers) {
    // Spares of hosts whose turn it is not would rehearse beside the host whose turn it is.
    BenchDeployment deployment = new BenchDeployment(1, 1, plan.toolkit(),
        Map.of("compile", plan.compile(), "spare-workers", "0"));
    if (name.equals("embedded")) {
      return new ScaleSetup(name, installation, workspace, deployment.write(workspace), 1, plan.connections(), null);
    }
    Path key = GrownServers.writeKey(workspace.file("encryption.key"));
    Path config = deployment.write(workspace, name, servers.settings("bench_" + name, key));
    return new ScaleSetup(name, installation, workspace, config, name.equals("grown2") ? 2 : 1, plan.connections(),
        servers);
  }

  private void warmUp(ScaleSetup setup) {
    for (int step = 0; step < STEPS; step++) {
      say("warm-up", setup.name(), setup.measure(plan.timing().warmUp().dividedBy(STEPS), 1 << step));
    }
  }

  private ScaleSetup.Turn turn(String phase, ScaleSetup setup) {
    ScaleSetup.Turn turn = setup.measure(plan.timing().round(), plan.connections());
    say(phase, setup.name(), turn);
    if (turn.wrong() > 0) {
      throw new BenchException(setup.name() + ": " + turn.wrong() + " wrong replies, the first " + setup.firstWrong());
    }
    return turn;
  }

  private static Map<String, Object> report(Map<String, List<ScaleSetup.Turn>> turns) {
    Map<String, Object> report = new LinkedHashMap<>();
    turns.forEach((name, all) -> {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("perSecond", rounded(Medians.of(all, ScaleSetup.Turn::perSecond)));
      one.put("p99Ms", rounded(Medians.of(all, turn -> turn.latencies().percentile(0.99))));
      one.put("cpuMsPerMessage", medians(all, ScaleSetup.Turn::milliseconds));
      one.put("callsPerMessage", medians(all, ScaleSetup.Turn::calls));
      report.put(name, one);
    });
    report.put("grown1ToEmbedded", ratio(turns, "grown1", "embedded"));
    report.put("grown2ToGrown1", ratio(turns, "grown2", "grown1"));
    return report;
  }

  private static Map<String, Double> medians(List<ScaleSetup.Turn> turns,
      java.util.function.Function<ScaleSetup.Turn, Map<String, Double>> values) {
    return values.apply(turns.getFirst()).keySet().stream().collect(Collectors.toMap(part -> part,
        part -> rounded(Medians.of(turns, turn -> values.apply(turn).getOrDefault(part, 0.0))), (a, _) -> a,
        LinkedHashMap::new));
  }

  /** Of the rounds' rates: both took their turn in each. */
  private static double ratio(Map<String, List<ScaleSetup.Turn>> turns, String of, String to) {
    List<ScaleSetup.Turn> these = turns.getOrDefault(of, List.of());
    List<ScaleSetup.Turn> those = turns.getOrDefault(to, List.of());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(these.size(), those.size()); round++) {
      ratios.add(these.get(round).perSecond() / those.get(round).perSecond());
    }
    return rounded(Medians.of(ratios, Double::doubleValue));
  }

  private void say(String phase, String name, ScaleSetup.Turn turn) {
    progress.say(String.format("%-9s %-9s %8.1f/s  p50 %7.2f ms  p99 %7.2f ms%s", phase, name, turn.perSecond(),
        turn.latencies().percentile(0.5), turn.latencies().percentile(0.99),
        turn.wrong() == 0 ? "" : "  WRONG " + turn.wrong()));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
