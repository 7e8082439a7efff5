package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./jukwaa bench sandbox}: the same app on the same toolkit, run in up to four ways that take turns. A machine
 * that is slow for a while is slow for all of them, so the ratios of one round mean more than figures of two runs.
 */
public final class SandboxBench {
  /** Node's own compiler is warm long before. */
  private static final Duration NODE_WARM_UP = Duration.ofSeconds(5);
  private static final Duration SLICE = Duration.ofSeconds(10);

  /** The four ways, in the order they take turns. */
  public enum Way {
    JUKWAA("jukwaa"), NODE_PER_MESSAGE("nodePerMessage"), NODE_REUSED("nodeReused"), V8_IN_PROCESS("v8InProcess");

    private final String label;

    Way(String label) {
      this.label = label;
    }

    /** As options and the JSON report call it. */
    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * What to measure.
   *
   * @param ways at least one
   * @param toolkit the module set all sides use
   * @param compile the host's setting {@code sandbox.compile}
   * @param connections to the host, each with one message on its way
   */
  public record Plan(Set<Way> ways, String toolkit, String compile, int connections, Timing timing) {
    public Plan {
      ways = Set.copyOf(ways);
    }
  }

  /**
   * How long.
   *
   * @param warmUp traffic for the host before the first round; Node gets as much but at most 5 s
   * @param round each side's turn in a round
   * @param rounds at least 1
   */
  public record Timing(Duration warmUp, Duration round, int rounds) {}

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;
  private final Map<Way, List<Sample>> samples = new EnumMap<>(Way.class);

  public SandboxBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Takes minutes.
   *
   * @throws BenchException if a side does not work
   */
  public SandboxReport run() {
    Machine.check();
    Map<Way, Side> sides = new EnumMap<>(Way.class);
    try (Workspace workspace = Workspace.open(installation)) {
      try {
        String machine = Machine.description(workspace);
        progress.say(machine);
        plan.ways().stream().sorted().forEach(way -> sides.put(way, side(way, workspace)));
        return report(machine, sides);
      } finally {
        sides.values().forEach(Side::close);
      }
    }
  }

  private SandboxReport report(String machine, Map<Way, Side> sides) {
    sides.forEach(this::warmUp);
    JukwaaSide jukwaa = sides.get(Way.JUKWAA) instanceof JukwaaSide ours ? ours : null;
    if (jukwaa != null) {
      jukwaa.freshWorkers();
    }
    for (int round = 1; round <= plan.timing().rounds(); round++) {
      for (Map.Entry<Way, Side> side : sides.entrySet()) {
        Sample sample = side.getValue().measure(plan.timing().round());
        samples.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(sample);
        say(side.getValue(), "round " + round, sample);
      }
    }
    return new SandboxReport(machine, plan, samples, jukwaa == null ? null : ours(jukwaa));
  }

  private SandboxReport.Ours ours(JukwaaSide jukwaa) {
    int fresh = jukwaa.freshWorkers();
    List<Sample> full = samples.getOrDefault(Way.JUKWAA, List.of());
    double half = Medians.of(full, Sample::perSecond) / 2;
    Sample sample = half > 0 ? jukwaa.pace(plan.timing().round(), half) : full.getFirst();
    say(jukwaa, "half rate", sample);
    return new SandboxReport.Ours(sample, fresh, jukwaa.tree().resident(), jukwaa.tree().residentOfChildren(),
        jukwaa.firstWrong());
  }

  private Side side(Way way, Workspace workspace) {
    return way == Way.JUKWAA
        ? new JukwaaSide(installation, workspace, new BenchDeployment(1, 1, plan.toolkit(), plan.compile()),
            plan.connections())
        : new NodeSide(way.toString(), workspace, installation.moduleSets().resolve(plan.toolkit()));
  }

  private void warmUp(Way way, Side side) {
    Duration left = plan.timing().warmUp();
    if (way != Way.JUKWAA && left.compareTo(NODE_WARM_UP) > 0) {
      left = NODE_WARM_UP;
    }
    int atOnce = 1;
    while (left.isPositive()) {
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      say(side, "warm-up", side instanceof JukwaaSide ours ? ours.measure(slice, atOnce) : side.measure(slice));
      left = left.minus(slice);
      atOnce *= 2; // a cold worker that is given everything at once has it all late, and gets warm late
    }
  }

  private void say(Side side, String phase, Sample sample) {
    progress.say(String.format("%-9s %-15s %8.1f/s  p50 %7.2f ms  p99 %7.2f ms  CPU %7.2f ms/message%s", phase,
        side.name(), sample.perSecond(), sample.percentile(0.5), sample.percentile(0.99),
        sample.perMessage(sample.cpu().total()), sample.wrong() == 0 ? "" : "  WRONG " + sample.wrong()));
  }
}
