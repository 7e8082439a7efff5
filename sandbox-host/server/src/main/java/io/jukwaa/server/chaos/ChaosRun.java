package io.jukwaa.server.chaos;

import io.jukwaa.resource.App;
import io.jukwaa.server.Closing;
import io.jukwaa.server.Installation;
import io.jukwaa.server.StoreOpening;
import io.jukwaa.server.Stores;
import io.jukwaa.server.bench.GrownServers;
import io.jukwaa.server.bench.Progress;
import io.jukwaa.server.bench.StoredMessages;
import io.jukwaa.server.bench.StubOperator;
import io.jukwaa.server.bench.Workspace;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./jukwaa chaos}: hosts on a real Redis and a real Cassandra, people who phone and text, and every few seconds
 * a process that is killed.
 */
public final class ChaosRun {
  private static final Duration CALM = Duration.ofSeconds(2);

  /**
   * What is done.
   *
   * @param people how many phone, and how many text
   * @param stored messages of another app that are there before
   * @param seed decides who is killed when
   * @param disk of the stores' data, which is filled as another victim
   * @param longestEnd how long what was accepted may take to end when nobody is killed any more
   */
  public record Plan(int nodes, Duration time, int people, int stored, long seed, @Nullable SmallDisk disk,
      Duration longestEnd) {}

  private final Installation installation;
  private final Path home;
  private final Plan plan;
  private final Progress progress;

  /**
   * @param installation of the hosts
   * @param home the launcher's, where Cassandra is
   */
  public ChaosRun(Installation installation, Path home, Plan plan, Progress progress) {
    this.installation = installation;
    this.home = home;
    this.plan = plan;
    this.progress = progress;
  }

  /** @throws IllegalStateException if something does not start */
  public ChaosReport run() {
    try (SmallDisk _ = plan.disk();
        Workspace workspace = Workspace.open(installation);
        GrownServers servers = SmallDisk.servers(plan.disk(), home);
        HttpClient client = HttpClient.newHttpClient();
        StubOperator operator = StubOperator.start();
        Closing closing = new Closing()) {
      Path config = ChaosDeployment.write(workspace.folder("chaos"), servers, operator.url());
      fill(settings(config));
      List<ChaosNode> nodes = nodes(workspace, config, client, closing);
      closing.add(() -> keepLogs(nodes));
      Stores stores = new StoreOpening(settings(config), Clock.systemUTC()).open(closing);
      App app = Objects.requireNonNull(stores.deployments().app(ChaosDeployment.APP));
      FailureWatch watch = closing.add(new FailureWatch(stores.reports().log(), app));
      Departed departed = closing.add(new Departed(operator, new Gateway(client, nodes)));
      Load load = closing.add(new Load(new Gateway(client, nodes), plan.people()));
      progress.say(plan.people() + " people phone, " + plan.people() + " text, as many messages are reported on");
      Havoc havoc = new Havoc(new Havoc.Victims(servers, nodes, plan.disk()), client, new Random(plan.seed()),
          progress);
      ChaosNode.pause(CALM);
      havoc.go(plan.time());
      List<Sent> sent = load.stop();
      History history = new History(stores.conversations().messages(), app);
      history.awaitEnd(sent, plan.longestEnd());
      departed.awaitEnd(stores.conversations().outbox(), plan.longestEnd());
      progress.say(sent.size() + " messages were sent");
      Set<String> failed = watch.failed();
      List<History.Finding> findings = new ArrayList<>(history.findings(sent, failed));
      findings.addAll(departed.findings(stores.conversations().messages(), app, sent));
      return new ChaosReport(sent, failed, findings, departed.figures(), havoc.kills(), havoc.counts(), plan.seed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void fill(Settings settings) {
    if (plan.stored() > 0) {
      try (Closing closing = new Closing()) {
        StoredMessages.shared(new StoreOpening(settings, Clock.systemUTC()).openShared(closing)).fill(0, plan.stored());
      }
      progress.say(plan.stored() + " messages are stored");
    }
  }

  /** One after the other, as the first makes the tables. */
  private List<ChaosNode> nodes(Workspace workspace, Path config, HttpClient client, Closing closing) {
    List<ChaosNode> nodes = new ArrayList<>();
    for (int number = 1; number <= plan.nodes(); number++) {
      ChaosNode node = closing.add(new ChaosNode(installation, workspace.folder("data"), config, "node " + number));
      node.awaitReady(client);
      nodes.add(node);
      progress.say(node.name() + " is ready");
    }
    return nodes;
  }

  private void keepLogs(List<ChaosNode> nodes) {
    try {
      Path folder = Files.createDirectories(installation.home().resolve("target/chaos"));
      for (ChaosNode node : nodes) {
        Files.write(folder.resolve(node.name().replace(' ', '-') + ".log"), node.printed());
      }
      progress.say("what the hosts printed is in " + folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Settings settings(Path config) {
    return Settings.of(Values.standard().withFile(ConfigurationFile.read(config).settings()));
  }
}
