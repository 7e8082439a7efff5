package io.jukwaa.server.traps;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.sandbox.Resources;
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.server.BuiltIn;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.SandboxWiring;
import io.jukwaa.server.Stores;
import io.jukwaa.server.deployment.AppConfig;
import io.jukwaa.server.dispatch.Dispatcher;
import io.jukwaa.server.fetch.PinnedHttpFetcher;
import io.jukwaa.server.fetch.UrlGate;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.server.status.Sight;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.transports.Transports;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A host without its doors: apps are deployed and messages handed over right here; dispatcher, worker processes,
 * resources and store are the real ones. All apps belong to one tenant, so those of one module set share one worker.
 */
final class AppBench implements AutoCloseable {
  static final Tenant TENANT = new Tenant("acme", false, 1_000, Set.of("voice"));
  static final String APOLOGY = "Sorry.";
  static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  private static final Installation INSTALLATION = Installation.at(HOME);
  /** Longer than any run may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final PinnedHttpFetcher fetcher = new PinnedHttpFetcher(vertx, new UrlGate(), null);
  private final AtomicInteger deployed = new AtomicInteger();
  private final HostMetrics metrics = new HostMetrics();
  private final Queue<Map.Entry<String, Sight>> sights = new ConcurrentLinkedQueue<>();
  private final EmbeddedDatabase database;
  private final Stores stores;
  private final Sandbox sandbox;
  private final Dispatcher dispatcher;

  private AppBench(Path folder, Settings settings, UnaryOperator<Stores> change) {
    database = EmbeddedDatabase.open(folder, Clock.systemUTC());
    stores = change.apply(Stores.of(database));
    stores.deployments().save(new Tenant(TENANT.key(), TENANT.canManageOptouts(), TENANT.maxKeys(),
        TENANT.helperMetadata(), settings.sandbox().limits().standard(), 0));
    Resources resources = new Resources(
        BuiltIn.resources(stores, new BuiltIn.Own(BuiltIn.http(fetcher, settings.http(), stores),
            BuiltIn.encryption(settings.withData(folder).data())), Host::stamp, Clock.systemUTC()),
        stores.reports().log());
    sandbox = new Sandbox(SandboxWiring.settings(settings.sandbox(), INSTALLATION), resources,
        () -> Host.stamp().id());
    dispatcher = new Dispatcher(stores.forDispatch(), sandbox, metrics,
        new Dispatcher.Outside(Transports.builtIn(), (app, endpoint) -> app.routes().get(endpoint), _ -> {},
            Clock.systemUTC(), Host::stamp, "busy", List.of(),
            (_, _) -> null, (channel, sight, _) -> sights.add(Map.entry(channel, sight)),
            new Precedence(() -> false, System::nanoTime)));
  }

  /** A bench that gives runs all the time a busy build machine may need. */
  static AppBench open(Path folder) {
    return open(folder, Map.of("sandbox.cpu-time", "20s", "sandbox.wall-time", "60s"));
  }

  /** @param limits settings that are not the standard ones */
  static AppBench open(Path folder, Map<String, String> limits) {
    return open(folder, limits, UnaryOperator.identity());
  }

  /** @param change what the host keeps elsewhere than in the folder */
  static AppBench open(Path folder, Map<String, String> limits, UnaryOperator<Stores> change) {
    Map<String, String> texts = new HashMap<>(limits);
    texts.put("sandbox.spare-workers", "0");
    texts.put("sandbox.compile", "off");
    return new AppBench(folder, Settings.of(Values.standard().withFile(texts)), change);
  }

  DeployedApp deploy(String source) {
    return deploy(source, App.STANDARD_MODULES, Map.of());
  }

  DeployedApp deploy(String source, String modules, Map<String, String> config) {
    return deploy(source, modules, config, Set.of());
  }

  DeployedApp deploy(String source, String modules, Map<String, String> config, Set<String> privateHosts) {
    String key = "app" + deployed.incrementAndGet();
    AppConfig read = AppConfig.of(config);
    return deploy(new App(key, TENANT.key(), key + ".js", source, modules, config, read.endpoints(),
        read.processEvents(), privateHosts));
  }

  /** Deploys it, or a change of it. */
  DeployedApp deploy(App app) {
    stores.deployments().save(app);
    return new DeployedApp(this, app,
        new Channel(app.key(), TENANT.key(), app.key(), "json", Map.of(), APOLOGY));
  }

  /**
   * The app whose handler replies with what the expression is worth, as JSON text, and is done.
   *
   * @param script what comes before the handler
   * @param expression may use {@code command}
   */
  DeployedApp telling(String script, String expression) {
    return deploy(tellingSource(script, expression));
  }

  static String tellingSource(String script, String expression) {
    return script + """

        api.on_inbound_message = function (command) {
          this.request('outbound.reply_to', {content: JSON.stringify(%s) || 'null', in_reply_to: command.msg.message_id},
            function () { this.done(); });
        };
        """.formatted(expression);
  }

  CompletionStage<Answer> accept(Channel channel, UserMessage message) {
    return accept(channel, message, PATIENCE);
  }

  CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    return dispatcher.accept(channel, message, within);
  }

  CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return dispatcher.accept(channel, event);
  }

  Stores stores() {
    return stores;
  }

  /** How runs for a channel's messages ended, in that order. */
  List<Sight> sights(String channel) {
    return sights.stream().filter(seen -> seen.getKey().equals(channel)).map(Map.Entry::getValue).toList();
  }

  /** How many phones have a message in progress. */
  int active() {
    return dispatcher.active();
  }

  List<Long> workers() {
    return sandbox.workerProcesses();
  }

  @Override
  public void close() {
    dispatcher.close();
    sandbox.close();
    fetcher.close();
    database.close();
    vertx.close().await();
  }
}
