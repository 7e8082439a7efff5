package io.jukwaa.server.command;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.AotCache;
import io.jukwaa.sandbox.SandboxSettings;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.SingleApp;
import io.jukwaa.server.deployment.TextFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.cassandra.CassandraSettings;
import io.jukwaa.stores.cassandra.CassandraStores;
import io.jukwaa.stores.redis.RedisStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * {@code ./jukwaa train}: writes the cache that lets workers start quickly, and does what a host does when it starts, so
 * that the JVM can write one for hosts. The launcher runs it after a build.
 */
@Command(name = "train", hidden = true, description = "Prepares quick starts of hosts and workers.")
final class TrainCommand implements Callable<Integer> {
  private static final String EXAMPLE = "clinic-line";
  /** Nobody listens there: that a store is sought is enough. */
  private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation here = Installation.present();
    new AotCache(SandboxSettings.defaults(here.worker(), here.moduleSets(), here.cache())).train(App.STANDARD_MODULES);
    Path folder = Files.createTempDirectory("jukwaa-train");
    try {
      answer(here, settings(folder, Map.of("server.port", "0", "sandbox.spare-workers", "0")));
      seek(() -> RedisStores.open("redis://127.0.0.1:" + NOBODY.getPort(), Clock.systemUTC()));
      seek(() -> CassandraStores.open(CassandraSettings.at(NOBODY), Clock.systemUTC()));
    } finally {
      remove(folder);
    }
    return ExitCode.OK;
  }

  private static void answer(Installation here, Settings settings) throws IOException, InterruptedException {
    Path example = here.example(EXAMPLE);
    Fields config = Json.object("config", TextFile.read("config", example.resolve("config.json")));
    SingleApp app = new SingleApp(EXAMPLE, example.resolve("app.js"), App.STANDARD_MODULES, config, Set.of());
    Host.Plan plan = new Host.Plan(settings, here,
        app.deployment(settings.messages().apology(), settings.sandbox().limits().standard()), null);
    try (Host host = new Host(plan); HttpClient client = HttpClient.newHttpClient()) {
      URI phone = URI.create("http://127.0.0.1:" + host.port() + "/ussd/" + EXAMPLE);
      client.send(HttpRequest.newBuilder(phone).header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString("sessionId=1&serviceCode=1&phoneNumber=%2B254700000001&text="))
          .build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void seek(Supplier<AutoCloseable> store) {
    try {
      var _ = store.get();
    } catch (StoreException e) {
      // as expected
    }
  }

  private static Settings settings(Path folder, Map<String, String> given) {
    Map<String, String> texts = new HashMap<>(given);
    texts.put("data.directory", folder.toString());
    return Settings.of(Values.standard().withFile(texts));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
