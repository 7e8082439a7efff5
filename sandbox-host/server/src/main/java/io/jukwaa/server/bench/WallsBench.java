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
        return report(new Turns<String>(plan.connections(), plan.timing(),
            isolation -> String.format("os-isolation %-8s", isolation), progress).of(loads));
      } finally {
        loads.values().forEach(LoadGenerator::close);
      }
    }
  }

  private HostProcess host(Workspace workspace, String isolation) {
    return HostProcess.serving(installation, workspace,
        new BenchDeployment(1, 1, plan.toolkit(), Map.of("compile", plan.compile(), "os-isolation", isolation)));
  }

  private LoadGenerator load(HostProcess host, Dialogue dialogue) {
    return new LoadGenerator(host.port(), plan.connections(), dialogue.speakers("survey-0", 0, USERS));
  }

  private static Report report(Map<String, List<LoadGenerator.Result>> results) {
    Map<String, Double> perSecond = new LinkedHashMap<>();
    results
        .forEach((isolation, rounds) -> perSecond.put(isolation, Medians.of(rounds, LoadGenerator.Result::perSecond)));
    List<LoadGenerator.Result> held = results.getOrDefault(ISOLATIONS.getFirst(), List.of());
    List<LoadGenerator.Result> free = results.getOrDefault(ISOLATIONS.getLast(), List.of());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < held.size(); round++) {
      ratios.add(held.get(round).perSecond() / free.get(round).perSecond());
    }
    long wrong = results.values().stream().flatMap(List::stream).mapToLong(LoadGenerator.Result::wrong).sum();
    return new Report(perSecond, ratios, wrong);
  }
}
