package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Our side: a host with its workers and its store on a disk, spoken to over HTTP. A message ends when its HTTP response
 * is there, which is when the run has ended and everything is on the disk. The processor time is that of host and
 * workers, not that of whoever sends the messages.
 */
final class JukwaaSide implements Side {
  /** Enough for many users to be on their way at once, few enough that none runs into the tenant's quota of keys. */
  private static final int USERS = 400;

  private final HostProcess host;
  private final LoadGenerator load;
  private final int connections;
  private final Set<Long> workers = new HashSet<>();

  JukwaaSide(Installation installation, Workspace workspace, BenchDeployment deployment, int connections) {
    this.connections = connections;
    host = HostProcess.serving(installation, workspace, deployment);
    Dialogue dialogue = Dialogue.read(workspace.file("conversation.json"));
    List<Speaker> speakers = deployment.channels().stream()
        .flatMap(channel -> dialogue.speakers(channel, 0, USERS).stream()).toList();
    load = new LoadGenerator(host.port(), connections, speakers);
  }

  @Override
  public String name() {
    return "jukwaa";
  }

  @Override
  public Sample measure(Duration time) {
    return measure(time, connections);
  }

  /** With so many messages on their way at once. */
  Sample measure(Duration time, int atOnce) {
    ProcessTree.Cpu before = host.tree().cpu();
    return sample(load.saturate(time, atOnce), before);
  }

  /** At so many messages a second, sent without waiting for answers. */
  Sample pace(Duration time, double perSecond) {
    ProcessTree.Cpu before = host.tree().cpu();
    return sample(load.pace(time, perSecond), before);
  }

  /** Workers seen after measurements that were not there after the one before. */
  int freshWorkers() {
    Set<Long> now = host.tree().descendants().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    int before = workers.size();
    workers.addAll(now);
    return workers.size() - before;
  }

  /** The first response that was not the one expected; null if all were. */
  @Nullable
  String firstWrong() {
    return load.firstWrong();
  }

  ProcessTree tree() {
    return host.tree();
  }

  @Override
  public void close() {
    load.close();
    host.close();
  }

  private Sample sample(LoadGenerator.Result result, ProcessTree.Cpu before) {
    return new Sample(result.wrong(), result.seconds(), result.latencies(), host.tree().cpu().minus(before));
  }
}
