package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./jukwaa bench start}: what it takes before the first message is answered, and what a host takes while nobody
 * says anything.
 */
public final class StartBench {
  private static final int COLD_TENANTS = 5;
  private static final int IDLE_TENANTS = 100;
  private static final int IDLE_APPS = 1_000;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Installation installation;
  private final String toolkit;
  private final Progress progress;

  public StartBench(Installation installation, String toolkit, Progress progress) {
    this.installation = installation;
    this.toolkit = toolkit;
    this.progress = progress;
  }

  /**
   * The figures: milliseconds and bytes, under the names {@code docs/how-to/run-the-benchmarks.md} explains.
   *
   * @throws BenchException if a host does not start or says something wrong
   */
  public Map<String, Object> run() {
    Machine.check();
    Map<String, Object> figures = new LinkedHashMap<>();
    try (Workspace workspace = Workspace.open(installation)) {
      progress.say(Machine.description(workspace));
      figures.put("serveToReadyMs", serve(workspace));
      figures.put("demoToFirstReplyMs", demo(workspace));
      List<Double> cold = cold(workspace);
      figures.put("firstMessageMs", cold.getFirst());
      figures.put("firstMessagesOfOtherTenantsMs", cold.subList(1, cold.size()));
      idle(workspace, new BenchDeployment(1, 1, toolkit, "auto"), "", figures);
      idle(workspace, new BenchDeployment(IDLE_TENANTS, IDLE_APPS, toolkit, "auto"), "ThousandApps", figures);
    }
    return figures;
  }

  /** From the start of {@code ./jukwaa serve}, already built, to when it listens. */
  private double serve(Workspace workspace) {
    long start = System.nanoTime();
    try (HostProcess host = HostProcess.serving(installation, workspace, new BenchDeployment(1, 1, toolkit, "auto"))) {
      host.port();
      double milliseconds = milliseconds(System.nanoTime() - start);
      progress.say(String.format("serve to ready: %.0f ms", milliseconds));
      return milliseconds;
    }
  }

  /** From the start of {@code ./jukwaa demo}, already built, to the first screen. */
  private double demo(Workspace workspace) {
    long start = System.nanoTime();
    try (HostProcess host = new HostProcess(installation, workspace.folder("data"), "demo")) {
      Speaker speaker = new Speaker(List.of(new Speaker.Line(Dialogue.request("clinic-line", "+254700000001"),
          "\"content\":\"Clinic Line".getBytes(StandardCharsets.UTF_8))));
      FirstReplies.first(host, speaker);
      double milliseconds = milliseconds(System.nanoTime() - start);
      progress.say(String.format("demo to first reply: %.0f ms", milliseconds));
      return milliseconds;
    }
  }

  /** The first message of each of some tenants, when a spare worker is ready; the first is the host's first as well. */
  private List<Double> cold(Workspace workspace) {
    List<Double> all = new ArrayList<>();
    try (FirstReplies replies = FirstReplies.withSpares(installation, workspace, toolkit, COLD_TENANTS)) {
      for (int tenant = 0; tenant < COLD_TENANTS; tenant++) {
        all.add(replies.next().millis());
        progress.say(String.format("first message of tenant %d, with a spare worker: %.0f ms", tenant, all.getLast()));
      }
    }
    return all;
  }

  /** Resident memory of a host that has just been started, and of its spare worker. */
  private void idle(Workspace workspace, BenchDeployment deployment, String suffix, Map<String, Object> figures) {
    try (HostProcess host = HostProcess.serving(installation, workspace, deployment)) {
      host.port();
      host.awaitWorker();
      settle();
      figures.put("hostResidentBytes" + suffix, host.tree().resident());
      figures.put("workerResidentBytes" + suffix, host.tree().residentOfChildren());
      progress.say(String.format("resident, %d apps of %d tenants, idle: host %d MiB, workers %s MiB",
          deployment.apps(), deployment.tenants(), host.tree().resident() >> 20,
          host.tree().residentOfChildren().stream().map(bytes -> bytes >> 20).toList()));
    }
  }

  private static void settle() {
    try {
      TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double milliseconds(long nanos) {
    return Math.round(nanos / 1e4) / 100.0;
  }
}
