package io.jukwaa.server;

import com.github.f4b6a3.uuid.UuidCreator;
import io.jukwaa.confinement.Scheduling;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.sandbox.Resources;
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.server.clients.Surroundings;
import io.jukwaa.server.deployment.Channels;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.Fixtures;
import io.jukwaa.server.dispatch.Dispatcher;
import io.jukwaa.server.fetch.HostResolver;
import io.jukwaa.server.fetch.HostsFile;
import io.jukwaa.server.fetch.PinnedHttpFetcher;
import io.jukwaa.server.fetch.UrlGate;
import io.jukwaa.server.http.HealthRoutes;
import io.jukwaa.server.http.MetricsRoute;
import io.jukwaa.server.http.PeopleRoutes;
import io.jukwaa.server.http.RoutingRoutes;
import io.jukwaa.server.http.StateRoute;
import io.jukwaa.server.http.WebServer;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.people.People;
import io.jukwaa.server.people.privacy.Addressees;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.server.people.privacy.Pseudonyms;
import io.jukwaa.server.people.privacy.UnblockingInbound;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.server.precedence.PrecedingInbound;
import io.jukwaa.server.precedence.ProcessorLoad;
import io.jukwaa.server.routing.Desk;
import io.jukwaa.server.routing.Explanations;
import io.jukwaa.server.routing.GroupMembers;
import io.jukwaa.server.routing.RoutedInbound;
import io.jukwaa.server.routing.Tables;
import io.jukwaa.server.sending.Senders;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.state.StateView;
import io.jukwaa.server.status.ChannelMonitor;
import io.jukwaa.server.status.Sightings;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.Transports;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running host: everything opened and wired by hand, in one place. Thread-safe; starting and closing block.
 *
 * <p>Closing it stops listening, waits for the messages it has accepted as long as the settings say, then closes what
 * lies below. What is not run to its end then is run by the next host, if no phone waits for it.
 */
public final class Host implements AutoCloseable {
  private static final InstantSource CLOCK = Clock.systemUTC();

  private final Closing closing = new Closing();
  private final Transports transports = Transports.builtIn();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final Precedence precedence = new Precedence(new ProcessorLoad(), System::nanoTime);
  private final Plan plan;
  private final Stores stores;
  private final WebServer server;
  /** Since when, on the system's monotonic clock; only then it says anything. */
  private volatile long stopping;

  /**
   * What to run.
   *
   * @param developing an app that is run for its developer; null when the host runs for everybody
   */
  public record Plan(Settings settings, Installation installation, Deployment deployment,
      @Nullable Development developing) {}

  /**
   * An app under development.
   *
   * @param app {@code GET /state} shows its state
   * @param fixtures stored before the first message can come, once: not when the data folder knows the app already
   */
  public record Development(App app, Fixtures fixtures) {}

  /**
   * Opens, wires and listens.
   *
   * @throws CannotStartException if the port is taken, or a store's settings are wrong
   * @throws io.jukwaa.store.StoreException if the data folder cannot be opened, or a store cannot be reached
   */
  public Host(Plan plan) {
    this(plan, UnaryOperator.identity());
  }

  /** @param way what apps' HTTP takes in place of the way out it is given, which is guarded and pinned */
  Host(Plan plan, UnaryOperator<HttpFetcher> way) {
    this.plan = plan;
    Scheduling.compileInBackground();
    try {
      stores = new StoreOpening(plan.settings(), CLOCK).open(closing);
      closing.add(stores.conversations().inbox()::release);
      Tables tables = new Tables(stores.deployments(), transports, CLOCK);
      save(plan, stores, tables);
      Vertx vertx = Vertx.vertx();
      closing.add(() -> vertx.close().await());
      HttpFetcher fetcher = way.apply(closing
          .add(new PinnedHttpFetcher(vertx, new UrlGate(resolver(plan.settings().http())), null)));
      Sandbox sandbox = sandbox(fetcher);
      HostMetrics metrics = closing.add(new HostMetrics());
      if (!plan.settings().telemetry().otlp().equals("none")) {
        metrics.export(URI.create(plan.settings().telemetry().otlp()), plan.settings().telemetry().interval());
      }
      metrics.watch(sandbox);
      metrics.watch(stores.calls());
      ChannelMonitor monitor = closing.add(new ChannelMonitor(stores.reports().channelStatus(), id(), CLOCK));
      Senders senders = senders(vertx, metrics, monitor);
      ChannelWatch watch = new ChannelWatch(plan, stores, transports, monitor, CLOCK);
      ClientApis apis = closing.add(new ClientApis(
          new Surroundings(stores, fetcher, senders::wake, Host::stamp, CLOCK), watch.reports(),
          plan.deployment().apps()));
      Dispatcher dispatcher = closing.add(dispatcher(sandbox, metrics, new Beside(senders, tables, apis, watch)));
      RoutedInbound inbound = closing.add(routed(tables, dispatcher)); // senders tell events until they are closed
      InboundPort heard = closing.add(new UnblockingInbound(watch.inbound(inbound), consents()));
      closing.add(senders);
      closing.add(() -> dispatcher.drain(leftToStop()));
      dispatcher.resume();
      closing.add(() -> inbound.drain(leftToStop()));
      TransportContext context = context(watch, heard);
      apis.open(senders, context);
      senders.start(plan.deployment().channels(), context);
      monitor.start(senders::connections);
      watch.alert(vertx, closing);
      Router router = router(vertx, metrics, routing(tables, inbound));
      apis.mount(router, dispatcher.postings());
      watch.routes(dispatcher.postings(), inbound).mount(router);
      server = closing.add(WebServer.listen(vertx, ended(router, context), plan.settings().server()));
      closing.add(apis::endStreams);
      closing.add(() -> {
        ready.set(false);
        stopping = System.nanoTime();
      });
      if (plan.developing() != null) { // whose first message comes at once, and shall not find its worker starting
        sandbox.awaitSpare(plan.developing().app().modules());
      }
      ready.set(true);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /** A fresh identity: 32 hexadecimal digits that sort by time. */
  public static Stamp stamp() {
    return new Stamp(id(), CLOCK.instant());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  public Stores stores() {
    return stores;
  }

  @Override
  public void close() {
    closing.close();
  }

  private static void save(Plan plan, Stores stores, Tables tables) {
    Development developing = plan.developing();
    boolean isNew = developing != null && stores.deployments().app(developing.app().key()) == null;
    plan.deployment().saveTo(stores.deployments(), tables);
    if (developing != null && isNew) {
      developing.fixtures().saveTo(stores, developing.app().tenant());
    }
  }

  private static String id() {
    return UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
  }

  /** The sandbox with its resources, and spare workers for the module sets that are deployed. */
  private Sandbox sandbox(HttpFetcher fetcher) {
    Settings settings = plan.settings();
    Resources resources = new Resources(
        BuiltIn.resources(stores, new BuiltIn.Own(BuiltIn.http(fetcher, settings.http(), stores),
            BuiltIn.encryption(settings.data())), Host::stamp, CLOCK),
        stores.reports().log());
    Sandbox sandbox = closing
        .add(new Sandbox(SandboxWiring.settings(settings.sandbox(), plan.installation()), resources,
            Host::id));
    List<String> moduleSets = plan.deployment().apps().stream().filter(App::runsInSandbox).map(App::modules).distinct()
        .toList();
    if (settings.sandbox().osIsolation().equals("required")) {
      moduleSets.stream().findFirst().ifPresent(sandbox::probe);
    }
    moduleSets.forEach(sandbox::prepare);
    return sandbox;
  }

  private Senders senders(Vertx vertx, HostMetrics metrics, Sightings sightings) {
    return new Senders(new Senders.Surroundings(stores, transports, closing.add(new OperatorClient(vertx)), metrics,
        sightings, precedence, CLOCK));
  }

  /** What has to do with dispatching and is made before it. */
  private record Beside(Senders senders, Tables tables, ClientApis apis, ChannelWatch watch) {}

  private Dispatcher dispatcher(Sandbox sandbox, HostMetrics metrics, Beside beside) {
    return new Dispatcher(stores.forDispatch(), sandbox, metrics,
        new Dispatcher.Outside(transports, beside.tables()::outlet, beside.senders()::wake, CLOCK, Host::stamp,
            plan.settings().messages().busy(),
            Stream.concat(beside.apis().programs(),
                Stream.of(new Desk(stores.people().optOuts(), stores.people().consents()),
                    beside.watch().program()))
                .toList(),
            new Addressees(beside.tables(), stores.people().optOuts(), consents())::refusal,
            beside.watch().sightings(),
            precedence));
  }

  private RoutedInbound routed(Tables tables, Dispatcher dispatcher) {
    return new RoutedInbound(tables, new RoutedInbound.Stores(stores.deployments(), stores.conversations().sessions(),
        stores.conversations().messages(), new GroupMembers(stores.people().contacts(), stores.people().groups()),
        stores.reports().log(), stores.availability()), CLOCK, plan.settings().messages().unclaimed(), dispatcher);
  }

  private RoutingRoutes routing(Tables tables, RoutedInbound inbound) {
    return new RoutingRoutes(new Explanations(stores.deployments(), tables, inbound, Host::stamp));
  }

  private Consents consents() {
    return new Consents(stores.people().consents(), CLOCK);
  }

  private TransportContext context(ChannelWatch watch, InboundPort inbound) {
    return new TransportContext(new Channels(plan.deployment().channels())::find,
        new PrecedingInbound(inbound, precedence),
        stores.conversations().sessions(), watch.refusals(), stores.durability(), CLOCK, Host::id);
  }

  /** What listening and requests in progress have left of the time that stopping may take. */
  private Duration leftToStop() {
    return plan.settings().server().stopWithin().minusNanos(System.nanoTime() - stopping);
  }

  private static HostResolver resolver(Settings.Http http) {
    return http.hostsFile().equals("none")
        ? HostResolver.SYSTEM
        : HostsFile.read("http.hosts-file", Path.of(http.hostsFile()), HostResolver.SYSTEM);
  }

  private Router router(Vertx vertx, HostMetrics metrics, RoutingRoutes routing) {
    Router router = Router.router(vertx);
    new HealthRoutes(() -> ready.get() && stores.availability().trouble() == null).mount(router);
    new MetricsRoute(metrics::text, plan.settings().server().metrics().equals("open")).mount(router);
    routing.mount(router);
    new PeopleRoutes(People.on(stores, Pseudonyms.of(BuiltIn.keys(plan.settings().data())), Host::stamp, CLOCK),
        stores.deployments()::tenant).mount(router);
    Development developing = plan.developing();
    if (developing != null) {
      StateView view = new StateView(stores);
      new StateRoute(() -> view.of(developing.app())).mount(router);
    }
    return router;
  }

  /** The transports' routes, and an answer to everything else. */
  private Router ended(Router router, TransportContext context) {
    transports.mount(router, context);
    router.route().failureHandler(new ProblemHandler()).handler(request -> request.fail(404));
    return router;
  }
}
