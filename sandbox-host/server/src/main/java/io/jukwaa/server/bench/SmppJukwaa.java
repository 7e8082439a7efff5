package io.jukwaa.server.bench;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.DeploymentLoader;
import io.jukwaa.server.routing.Tables;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.Outbox;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.transports.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A host with its database on the disk. Its app has no script: what is measured is the way between operator and store. A
 * message that has left is in the log, and so is what the operator called it.
 */
record SmppJukwaa(Installation installation, Workspace workspace) implements SmppBench.Contender {
  static final String NAME = "jukwaa";
  private static final String KEY = "bench";
  private static final int FASTEST = 10_000;
  /** Longer than one PDU holds. */
  private static final String LONG = "x".repeat(200);
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @Override
  public String name() {
    return NAME;
  }

  /** How a cap is held; every fourth message is a long one of two parts, which counts twice. */
  Timeline held(int cap, Duration time) throws IOException {
    int pdus = Math.toIntExact(cap * time.toSeconds());
    int messages = pdus * 4 / 5;
    Path data = workspace.folder("data");
    try (BenchCentre centre = new BenchCentre(0)) {
      Path config = Files.writeString(workspace.folder("smpp").resolve("smpp.yaml"), config(centre.port(), cap));
      fill(config, data, messages, number -> number % 4 == 0 ? LONG : "message " + number);
      centre.open();
      try (HostProcess host = new HostProcess(installation, data, "serve", "--config", config.toString())) {
        host.port();
        centre.awaitTaken(messages / 4 * 5, PATIENCE);
      }
      check(data, messages, 0);
      return centre.submits();
    }
  }

  @Override
  public SmppBench.Round round(SmppBench.Plan plan) throws IOException {
    Path data = workspace.folder("data");
    try (BenchCentre centre = new BenchCentre(plan.messages() / 4)) {
      Path config = Files.writeString(workspace.folder("smpp").resolve("smpp.yaml"), config(centre.port(), FASTEST));
      fill(config, data, plan.messages(), number -> "message " + number);
      centre.open();
      SmppBench.Round round = served(centre, config, data, plan);
      check(data, plan.messages(), plan.texts());
      return round;
    }
  }

  private SmppBench.Round served(BenchCentre centre, Path config, Path data, SmppBench.Plan plan) {
    try (HostProcess host = new HostProcess(installation, data, "serve", "--config", config.toString())) {
      host.port();
      return new SmppBench.Round(centre.awaitTaken(plan.messages(), PATIENCE),
          centre.deliver(plan.texts(), plan.texts() / 4, SmppBench.WINDOW));
    }
  }

  private static String config(int port, int perSecond) {
    Map<String, String> settings = Map.of("host", "127.0.0.1", "port", port + "", "system-id", KEY, "password", KEY,
        "messages-per-second", perSecond + "", "messages-at-once", SmppBench.WINDOW + "");
    return Json.pretty(Map.of("deploy", Map.of("tenants", Map.of(KEY, Map.of()),
        "apps", Map.of(KEY, Map.of("tenant", KEY, "endpoints", Map.of("default", KEY), "http-api",
            Map.of("type", "http_api_nostream", "api-tokens", List.of(KEY), "ignore-messages", true, "ignore-events",
                true))),
        "channels", Map.of(KEY, Map.of("transport", "smpp", "app", KEY, "settings", settings)))));
  }

  /** As if the app had sent them while the operator was away. */
  private static void fill(Path config, Path data, int messages, IntFunction<String> texts) {
    ConfigurationFile file = ConfigurationFile.read(config);
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      new DeploymentLoader(file.folder(), Settings.of(Values.standard()), Transports.builtIn()).load(file.deploy())
          .saveTo(database.deployments(), new Tables(database.deployments(), Transports.builtIn(), Clock.systemUTC()));
      App app = app(database);
      Instant now = Instant.now();
      for (int number = 0; number < messages; number++) {
        UserMessage message = UserMessage.send("+" + (254_700_000_000L + number), texts.apply(number), "default",
            new Stamp(Host.stamp().id(), now)).with("transport_name", KEY).with("transport_type", "sms");
        database.messages().appendOutbound(app, KEY, null, message);
        database.outbox().put(new Outbox.Entry(KEY, KEY, message, Outbox.Priority.BULK, now.plus(Duration.ofHours(24))),
            now);
      }
    }
  }

  private static void check(Path data, int messages, int came) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      App app = app(database);
      long acks = database.messages().countEvents(app).getOrDefault("ack", 0L);
      long texts = database.messages().count(app, Direction.INBOUND);
      if (acks != messages || texts != came || !database.outbox().channels().isEmpty()) {
        throw new BenchException("stored: " + acks + " acks, " + texts + " texts, waiting in "
            + database.outbox().channels() + " (expected: " + messages + ", " + came + ", nothing)");
      }
    }
  }

  private static App app(EmbeddedDatabase database) {
    return Objects.requireNonNull(database.deployments().app(KEY));
  }
}
