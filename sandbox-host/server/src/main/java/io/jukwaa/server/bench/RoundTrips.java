package io.jukwaa.server.bench;

import io.jukwaa.local.SlowLink;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often in a row a phone's message waits for the stores that hosts share: each answer of a store is made to come
 * later, and what a dialled screen takes longer is divided by that. The app says one thing and asks for nothing, so all
 * of it is the host's own.
 */
final class RoundTrips {
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final int WARM_UP = 60;
  private static final int MESSAGES = 21;
  private static final String ECHO = """
      api.on_inbound_message = function(command) {
        this.request('outbound.reply_to', {
          content: 'heard', in_reply_to: command.msg.message_id, continue_session: true
        }, function() { this.done(); });
      };
      """;

  private final Installation installation;
  private final Workspace workspace;
  private final GrownServers servers;
  private int dialled;

  RoundTrips(Installation installation, Workspace workspace, GrownServers servers) {
    this.installation = installation;
    this.workspace = workspace;
    this.servers = servers;
  }

  /** A message, by engine and of both together. */
  Map<String, Double> measure() {
    InetSocketAddress redisAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), servers.redisPort());
    try (SlowLink redis = SlowLink.to(redisAddress);
        SlowLink cassandra = SlowLink.to(servers.cassandra().address());
        HostProcess host = new HostProcess(installation, workspace.folder("data"), "serve", "--config",
            config(redis, cassandra).toString());
        HttpClient client = HttpClient.newHttpClient()) {
      IntStream.range(0, WARM_UP).forEach(_ -> dial(client, host));
      Map<String, Double> trips = new LinkedHashMap<>();
      trips.put("redis", trips(client, host, redis));
      trips.put("cassandra", trips(client, host, cassandra));
      trips.put("both", trips(client, host, redis, cassandra));
      return trips;
    }
  }

  private double trips(HttpClient client, HostProcess host, SlowLink... slow) {
    double before = median(client, host);
    for (SlowLink link : slow) {
      link.delay(DELAY);
    }
    double after = median(client, host);
    for (SlowLink link : slow) {
      link.delay(Duration.ZERO);
    }
    return Math.round((after - before) / DELAY.toNanos() * 10) / 10.0;
  }

  /** Nanoseconds. */
  private double median(HttpClient client, HostProcess host) {
    return Medians.of(IntStream.range(0, MESSAGES).mapToObj(_ -> dial(client, host)).toList(), Long::doubleValue);
  }

  private long dial(HttpClient client, HostProcess host) {
    int number = dialled++;
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/ussd/echo"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("sessionId=s" + number + "&serviceCode=*1%23&phoneNumber=%2B2547"
            + number + "&text="))
        .build();
    long begun = System.nanoTime();
    try {
      String screen = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (!screen.equals("CON heard")) {
        throw new BenchException("screen: " + screen + " (expected: CON heard)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted");
    }
    return System.nanoTime() - begun;
  }

  private Path config(SlowLink redis, SlowLink cassandra) {
    Map<String, Object> settings = new LinkedHashMap<>(GrownServers.settings("round_trips",
        GrownServers.writeKey(workspace.file("round-trips.key")), redis.port(), cassandra.port()));
    settings.put("sandbox", Map.of("compile", "off", "spare-workers", "0"));
    settings.put("deploy", Map.of("tenants", Map.of("bench", Map.of()), "apps",
        Map.of("echo", Map.of("tenant", "bench", "file", "echo.js", "modules", "vumigo-0.3")), "channels",
        Map.of("echo", Map.of("transport", "ussd-http", "map", "africastalking", "app", "echo", "settings",
            Map.of("within", "30")))));
    try {
      Files.writeString(workspace.file("echo.js"), ECHO);
      return Files.writeString(workspace.file("round-trips.yaml"), Json.pretty(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
