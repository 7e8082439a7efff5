package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A host, and how long the first message of each of its tenants takes. */
final class FirstReplies implements AutoCloseable {
  private static final int MESSAGES_BEFORE = 200;

  private final HostProcess host;
  private final boolean spares;
  private final Iterator<Speaker> speakers;

  private FirstReplies(HostProcess host, boolean spares, List<Speaker> speakers) {
    this.host = host;
    this.spares = spares;
    this.speakers = speakers.iterator();
    host.port();
  }

  /** Of tenants that each find a spare worker ready. */
  static FirstReplies withSpares(Installation installation, Workspace workspace, String toolkit, int tenants) {
    return of(installation, workspace, new BenchDeployment(tenants + 1, tenants + 1, toolkit, "auto"), true);
  }

  /** Of tenants whose worker is started for the message. */
  static FirstReplies withoutSpares(Installation installation, Workspace workspace, String toolkit, int tenants) {
    return of(installation, workspace,
        new BenchDeployment(tenants + 1, tenants + 1, toolkit, Map.of("compile", "auto", "spare-workers", "0")), false);
  }

  private static FirstReplies of(Installation installation, Workspace workspace, BenchDeployment deployment,
      boolean spares) {
    Dialogue dialogue = Dialogue.read(workspace.file("conversation.json"));
    return new FirstReplies(HostProcess.serving(installation, workspace, deployment), spares, deployment.channels()
        .stream().map(channel -> dialogue.speakers(channel, 0, 1).getFirst()).toList());
  }

  /** One tenant's users have talked to it before the others come: who is new comes to a host that has served others for long. */
  FirstReplies warmed() {
    try (LoadGenerator load = new LoadGenerator(host.port(), 1, List.of(speakers.next()))) {
      for (int message = 0; message < MESSAGES_BEFORE; message++) {
        load.once();
      }
      if (load.firstWrong() != null) {
        throw new BenchException("before first replies: " + load.firstWrong());
      }
    }
    return this;
  }

  /** The next tenant has its first screen; there must be one left. */
  FirstReply next() {
    if (spares) {
      host.awaitWorker();
      host.awaitRest();
    }
    double before = host.guestCpuSeconds();
    double millis = first(host, speakers.next());
    return new FirstReply(millis, (host.guestCpuSeconds() - before) * 1_000);
  }

  /** Milliseconds until the speaker has its first screen. */
  static double first(HostProcess host, Speaker speaker) {
    try (LoadGenerator load = new LoadGenerator(host.port(), 1, List.of(speaker))) {
      LoadGenerator.Result result = load.once();
      if (result.wrong() > 0) {
        throw new BenchException("first reply: " + load.firstWrong());
      }
      return result.latencies().percentile(1);
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
