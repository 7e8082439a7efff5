package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code ./jukwaa bench toolkits}: the same app on two module sets, each on a host of its own, in turns: first replies of
 * cold tenants, then throughput. A machine that is slow for a while is slow for both.
 */
public final class ToolkitsBench {
  private static final int WARM_UP_STEPS = 9;

  /**
   * What to measure.
   *
   * @param toolkit the module set that the ratios are of
   * @param beside the other one
   * @param compile the hosts' setting {@code sandbox.compile} for throughput; first replies are those of {@code auto}
   * @param tenants whose first replies are measured on each host
   */
  public record Plan(String toolkit, String beside, String compile, int connections, int tenants,
      SandboxBench.Timing timing) {
    List<String> toolkits() {
      return List.of(toolkit, beside);
    }
  }

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;

  public ToolkitsBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Takes minutes.
   *
   * @throws BenchException if a host does not start or a first reply is wrong
   */
  public ToolkitsReport run() {
    Machine.check();
    try (Workspace workspace = Workspace.open(installation)) {
      String machine = Machine.description(workspace);
      progress.say(machine);
      Map<String, List<FirstReply>> withSpares = firstReplies("first message, spare worker ready",
          toolkit -> FirstReplies.withSpares(installation, workspace, toolkit, plan.tenants()).warmed());
      Map<String, List<FirstReply>> withoutSpares = firstReplies("first message, worker started for it",
          toolkit -> FirstReplies.withoutSpares(installation, workspace, toolkit, plan.tenants()).warmed());
      return new ToolkitsReport(machine, plan, withSpares, withoutSpares, samples(workspace));
    }
  }

  private Map<String, List<FirstReply>> firstReplies(String label, Function<String, FirstReplies> host) {
    Map<String, List<FirstReply>> all = new LinkedHashMap<>();
    try (FirstReplies ours = host.apply(plan.toolkit()); FirstReplies theirs = host.apply(plan.beside())) {
      for (int tenant = 0; tenant < plan.tenants(); tenant++) {
        note(all, label, plan.toolkit(), ours.next());
        note(all, label, plan.beside(), theirs.next());
      }
    }
    return all;
  }

  private void note(Map<String, List<FirstReply>> all, String label, String toolkit, FirstReply reply) {
    all.computeIfAbsent(toolkit, _ -> new ArrayList<>()).add(reply);
    progress.say(String.format("%s: %-12s %7.1f ms, guest's CPU %6.1f ms", label, toolkit, reply.millis(),
        reply.guestCpuMillis()));
  }

  private Map<String, List<Sample>> samples(Workspace workspace) {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    try (JukwaaSide ours = side(workspace, plan.toolkit()); JukwaaSide theirs = side(workspace, plan.beside())) {
      Map<String, JukwaaSide> sides = new LinkedHashMap<>();
      sides.put(plan.toolkit(), ours);
      sides.put(plan.beside(), theirs);
      warmUp(sides);
      for (int round = 1; round <= plan.timing().rounds(); round++) {
        for (Map.Entry<String, JukwaaSide> side : sides.entrySet()) {
          Sample sample = side.getValue().measure(plan.timing().round());
          samples.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(sample);
          say("round " + round, side.getKey(), sample);
        }
      }
    }
    return samples;
  }

  /** With room enough that no app is suspended for a machine too slow for it: an apology compares nothing. */
  private JukwaaSide side(Workspace workspace, String toolkit) {
    return new JukwaaSide(installation, workspace,
        new BenchDeployment(1, 1, toolkit, Map.of("compile", plan.compile(), "wall-time", "60s", "cpu-time", "30s")),
        plan.connections());
  }

  /** Step by step, see {@link SandboxBench}; each gets as much as the other. */
  private void warmUp(Map<String, JukwaaSide> sides) {
    for (int step = 0; step < WARM_UP_STEPS; step++) {
      for (Map.Entry<String, JukwaaSide> side : sides.entrySet()) {
        say("warm-up", side.getKey(),
            side.getValue().measure(plan.timing().warmUp().dividedBy(WARM_UP_STEPS), 1 << step));
      }
    }
  }

  private void say(String phase, String toolkit, Sample sample) {
    progress
        .say(String.format("%-9s %-12s %8.1f/s  p50 %7.2f ms  p99 %7.2f ms  CPU: host %.2f, workers %.2f ms/message%s",
            phase, toolkit, sample.perSecond(), sample.percentile(0.5), sample.percentile(0.99),
            sample.perMessage(sample.cpu().own()), sample.perMessage(sample.cpu().children()),
            sample.wrong() == 0 ? "" : "  WRONG " + sample.wrong()));
  }
}
