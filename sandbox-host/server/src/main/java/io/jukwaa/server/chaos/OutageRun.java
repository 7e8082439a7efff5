package io.jukwaa.server.chaos;

import io.jukwaa.server.Closing;
import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.GrownServers;
import io.jukwaa.server.bench.Progress;
import io.jukwaa.server.bench.StubOperator;
import io.jukwaa.server.bench.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./jukwaa chaos outage}: a host under load whose Redis is gone for a while, then its Cassandra. What phones see
 * and gateways hear meanwhile, what piles up in the host, and how soon it is as fast as before.
 */
public final class OutageRun {
  /**
   * What is done.
   *
   * @param gone how long a store is gone
   * @param warmUp how long people speak before anything is measured
   * @param measured how long the speed before and after is measured
   * @param people how many phone, and how many text
   * @param disk of the stores' data, which is filled instead
   */
  public record Plan(Duration gone, Duration warmUp, Duration measured, int people, @Nullable SmallDisk disk) {}

  private final Installation installation;
  private final Path home;
  private final Plan plan;
  private final Progress progress;

  /**
   * @param installation of the host
   * @param home the launcher's, where Cassandra is
   */
  public OutageRun(Installation installation, Path home, Plan plan, Progress progress) {
    this.installation = installation;
    this.home = home;
    this.plan = plan;
    this.progress = progress;
  }

  /** @throws IllegalStateException if something does not start */
  public OutageReport run() {
    try (SmallDisk _ = plan.disk();
        Workspace workspace = Workspace.open(installation);
        GrownServers servers = SmallDisk.servers(plan.disk(), home);
        HttpClient client = HttpClient.newHttpClient();
        StubOperator operator = StubOperator.start();
        Closing closing = new Closing()) {
      Path config = ChaosDeployment.write(workspace.folder("outage"), servers, operator.url());
      ChaosNode node = closing.add(new ChaosNode(installation, workspace.folder("data"), config, "the host"));
      node.awaitReady(client);
      Load load = closing.add(new Load(new Gateway(client, List.of(node)), plan.people()));
      node.awaitWorker();
      progress.say(plan.people() + " people phone, " + plan.people() + " text, as many messages are reported on");
      ChaosNode.pause(plan.warmUp());
      List<Outage> outages = new ArrayList<>();
      for (GoneStore store : stores(servers)) {
        Outage outage = new OutageWatch(node, client, load, plan).watch(store);
        progress.say(outage.text());
        outages.add(outage);
      }
      load.stop();
      return new OutageReport(outages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<GoneStore> stores(GrownServers servers) {
    SmallDisk disk = plan.disk();
    return disk == null
        ? List.of(new GoneStore.Redis(servers.redis()), new GoneStore.Cassandra(servers.cassandra()))
        : List.of(new GoneStore.Disk(disk, servers));
  }
}
