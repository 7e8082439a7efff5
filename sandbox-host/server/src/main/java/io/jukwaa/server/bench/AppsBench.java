package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code ./jukwaa bench apps}: throughput of one host when its messages go to 1, 10, 100 and 1,000 of its apps, in
 * turns. All apps are deployed all the time; what changes is how many are spoken to.
 */
public final class AppsBench {
  private static final List<Integer> COUNTS = List.of(1, 10, 100, 1_000);
  private static final int MOST = 1_000;
  private static final int USERS = 400;

  /**
   * @param tenants whom the apps belong to, dealt out evenly; each tenant that is spoken to has a worker of its own
   */
  public record Plan(int tenants, String toolkit, String compile, int connections, SandboxBench.Timing timing) {}

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;

  public AppsBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Messages per second for each number of apps: the median of the rounds.
   *
   * @throws BenchException if the host does not start
   */
  public Map<String, Double> run() {
    Machine.check();
    BenchDeployment deployment = new BenchDeployment(plan.tenants(), MOST, plan.toolkit(), plan.compile());
    Map<Integer, LoadGenerator> loads = new LinkedHashMap<>();
    try (Workspace workspace = Workspace.open(installation)) {
      progress.say(Machine.description(workspace) + "; " + MOST + " apps of " + plan.tenants() + " tenants");
      try (HostProcess host = HostProcess.serving(installation, workspace, deployment)) {
        Dialogue dialogue = Dialogue.read(workspace.file("conversation.json"));
        COUNTS.forEach(apps -> loads.put(apps, new LoadGenerator(host.port(), plan.connections(),
            speakers(dialogue, deployment.channels().subList(0, apps)))));
        return measured(loads);
      } finally {
        loads.values().forEach(LoadGenerator::close);
      }
    }
  }

  private Map<String, Double> measured(Map<Integer, LoadGenerator> loads) {
    Map<Integer, List<LoadGenerator.Result>> results = new Turns<Integer>(plan.connections(), plan.timing(),
        apps -> String.format("%5d apps", apps), progress).of(loads);
    Map<String, Double> medians = new LinkedHashMap<>();
    results.forEach(
        (apps, rounds) -> medians.put(String.valueOf(apps), Medians.of(rounds, LoadGenerator.Result::perSecond)));
    return medians;
  }

  /** The same number of users whatever the number of apps, at least one for each; app after app, so that none is left. */
  private static List<Speaker> speakers(Dialogue dialogue, List<String> channels) {
    int each = Math.max(1, USERS / channels.size());
    // Users of other loads are other people: each load knows where in the conversation its own are.
    int first = channels.size() * 1_000;
    return IntStream.range(first, first + each).boxed()
        .flatMap(user -> channels.stream().flatMap(channel -> dialogue.speakers(channel, user, user + 1).stream()))
        .toList();
  }
}
