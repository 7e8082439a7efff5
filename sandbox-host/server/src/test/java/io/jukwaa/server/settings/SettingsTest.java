package io.jukwaa.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Limits;
import io.jukwaa.server.settings.LimitSettings.Bounds;
import io.jukwaa.server.settings.Settings.Alerts;
import io.jukwaa.server.settings.Settings.Cassandra;
import io.jukwaa.server.settings.Settings.Data;
import io.jukwaa.server.settings.Settings.Http;
import io.jukwaa.server.settings.Settings.Log;
import io.jukwaa.server.settings.Settings.Mail;
import io.jukwaa.server.settings.Settings.Messages;
import io.jukwaa.server.settings.Settings.Redis;
import io.jukwaa.server.settings.Settings.Sandbox;
import io.jukwaa.server.settings.Settings.Server;
import io.jukwaa.server.settings.Settings.Telemetry;
import io.jukwaa.server.settings.Settings.Workers;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  /** Another value than the default for every key there is. */
  private static final Map<String, String> EVERY_KEY = Map.ofEntries(Map.entry("server.host", "0.0.0.0"),
      Map.entry("server.port", "9000"), Map.entry("server.metrics", "open"), Map.entry("server.stop-within", "1m"),
      Map.entry("data.directory", "/srv/jukwaa"), Map.entry("data.stores", "redis+cassandra"),
      Map.entry("redis.address", "rediss://cache:6380"), Map.entry("redis.timeout", "3s"),
      Map.entry("redis.trusted", "/etc/redis.pem"),
      Map.entry("cassandra.contact-points", "one:9042, [::1]:9043"), Map.entry("cassandra.datacenter", "nairobi"),
      Map.entry("cassandra.credentials-file", "/run/sign-in"),
      Map.entry("cassandra.tls", "on"), Map.entry("cassandra.keyspace", "lines"), Map.entry("cassandra.copies", "3"),
      Map.entry("cassandra.timeout", "4s"), Map.entry("cassandra.retention-days", "365"),
      Map.entry("messages.apology", "Pole"),
      Map.entry("messages.busy", "Subiri"),
      Map.entry("messages.unclaimed", "Hakuna"),
      Map.entry("sandbox.spare-workers", "3"), Map.entry("sandbox.max-workers", "8"),
      Map.entry("sandbox.runs-per-worker", "9"), Map.entry("sandbox.worker-heap", "80MiB"),
      Map.entry("sandbox.compile", "off"), Map.entry("sandbox.idle-time", "90s"),
      Map.entry("sandbox.recycle-after", "50"), Map.entry("sandbox.wall-time", "20s"),
      Map.entry("sandbox.cpu-time", "2s"), Map.entry("sandbox.allocated-bytes", "128MiB"),
      Map.entry("sandbox.requests", "100"), Map.entry("sandbox.output-bytes", "2MB"),
      Map.entry("sandbox.live-requests", "7"), Map.entry("sandbox.log-lines", "8"),
      Map.entry("sandbox.http-calls", "9"), Map.entry("sandbox.messages", "10"),
      Map.entry("sandbox.queued-messages", "11"), Map.entry("sandbox.maximum-wall-time", "30s"),
      Map.entry("sandbox.maximum-cpu-time", "31s"), Map.entry("sandbox.maximum-allocated-bytes", "1GiB"),
      Map.entry("sandbox.maximum-requests", "1001"), Map.entry("sandbox.maximum-output-bytes", "3MB"),
      Map.entry("sandbox.maximum-live-requests", "71"), Map.entry("sandbox.maximum-log-lines", "81"),
      Map.entry("sandbox.maximum-http-calls", "91"), Map.entry("sandbox.maximum-messages", "101"),
      Map.entry("sandbox.maximum-queued-messages", "111"), Map.entry("sandbox.value-bytes", "12B"),
      Map.entry("sandbox.metric-names", "13"), Map.entry("sandbox.maximum-value-bytes", "121B"),
      Map.entry("sandbox.maximum-metric-names", "131"), Map.entry("sandbox.string-length", "2000000"),
      Map.entry("sandbox.typed-array-length", "3000000"), Map.entry("sandbox.maximum-string-length", "4000000"),
      Map.entry("sandbox.maximum-typed-array-length", "5000000"), Map.entry("sandbox.os-isolation", "required"),
      Map.entry("encryption.key-file", "/etc/jukwaa.key"), Map.entry("http.timeout", "1.5s"),
      Map.entry("http.total-timeout", "2s"),
      Map.entry("http.redirects", "3"), Map.entry("http.hosts-file", "/srv/hosts"),
      Map.entry("http.max-response", "64KiB"), Map.entry("telemetry.otlp", "http://collector:4318/v1/metrics"),
      Map.entry("telemetry.interval", "10s"), Map.entry("alerts.webhook", "https://ops.example.org/hook"),
      Map.entry("alerts.mail-to", "a@example.org, b@example.org"), Map.entry("alerts.after", "5m"),
      Map.entry("alerts.again", "1d"), Map.entry("alerts.queue-age", "30m"), Map.entry("alerts.refusals", "10"),
      Map.entry("alerts.receipts", "80"), Map.entry("alerts.silence", "6h"), Map.entry("mail.server", "mail:587"),
      Map.entry("mail.tls", "on"), Map.entry("mail.from", "jukwaa@example.org"),
      Map.entry("mail.credentials-file", "/run/mail"),
      Map.entry("log.level", "debug"),
      Map.entry("log.format", "json"));

  private static final Settings EVERY_VALUE = new Settings(
      new Server("0.0.0.0", 9000, "open", Duration.ofMinutes(1)),
      new Data(Path.of("/srv/jukwaa"), "redis+cassandra", Path.of("/etc/jukwaa.key"),
          new Redis("rediss://cache:6380", "/etc/redis.pem", Duration.ofSeconds(3)),
          new Cassandra(List.of(address("one", 9042), address("[::1]", 9043)), "nairobi", "/run/sign-in", "on", "lines",
              3,
              Duration.ofSeconds(4), 365)),
      new Messages("Pole", "Subiri", "Hakuna"),
      new Sandbox(new Workers(3, 8, 9, 80 << 20, "off", Duration.ofSeconds(90), 50),
          new Bounds(
              new Limits(20_000, 2_000, 128 << 20, 100, 2_000_000, 7, 8, 9, 10, 11, 12, 13, 2_000_000, 3_000_000),
              new Limits(30_000, 31_000, 1 << 30, 1_001, 3_000_000, 71, 81, 91, 101, 111, 121, 131, 4_000_000,
                  5_000_000)),
          "required"),
      new Http(Duration.ofMillis(1500), Duration.ofSeconds(2), 3, 64 << 10, "/srv/hosts"),
      new Telemetry("http://collector:4318/v1/metrics", Duration.ofSeconds(10)),
      new Alerts("https://ops.example.org/hook", List.of("a@example.org", "b@example.org"), Duration.ofMinutes(5),
          Duration.ofDays(1), Duration.ofMinutes(30), 10, 80, Duration.ofHours(6)),
      new Mail("mail:587", "on", "jukwaa@example.org", "/run/mail"), new Log("debug", "json"));

  private static InetSocketAddress address(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  @Test
  void showsNoPassword() {
    Values values = Values.standard().withFile(Map.of("redis.address", "redis://jukwaa:s3cret@cache:6379/1"));
    assertThat(values.table()).contains("redis://…@cache:6379/1").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({"cache", "cache:", "cache:65536", "':9042'", "'a:1,,b:2'", "'a b:1'"})
  void refusesAddressesWithoutHostOrPort(String text) {
    Values values = Values.standard().withFile(Map.of("cassandra.contact-points", text));
    assertThatThrownBy(() -> Settings.of(values)).isInstanceOf(InvalidFieldException.class)
        .hasMessage("cassandra.contact-points: " + text
            + " (expected: addresses such as 10.0.0.1:9042, separated by commas)");
  }

  @Test
  void hasDefaults() {
    assertThat(Settings.of(Values.standard())).isEqualTo(new Settings(
        new Server("127.0.0.1", 8080, "local", Duration.ofSeconds(20)),
        new Data(Path.of("./data"), "embedded", Path.of("encryption.key"),
            new Redis("redis://127.0.0.1:6379", "java", Duration.ofSeconds(2)),
            new Cassandra(List.of(address("127.0.0.1", 9042)), "datacenter1", "none", "off", "jukwaa", 1,
                Duration.ofSeconds(2), 0)),
        new Messages("We are sorry, something went wrong. Please try again later.",
            "This service is very busy. Please try again in a moment.",
            "This service is not available. Please try again later."),
        new Sandbox(new Workers(1, 16, 64, 72 << 20, "auto", Duration.ofMinutes(5), 5_000_000),
            new Bounds(Limits.DEFAULT,
                new Limits(60_000, 30_000, 4L << 30, 10_000, 4 << 20, 100, 10_000, 1_000, 10_000, 100_000, 1 << 20,
                    100_000, 64 << 20, 64 << 20)),
            "preferred"),
        new Http(Duration.ofSeconds(30), Duration.ofSeconds(55), 20, 128 << 10, "none"),
        new Telemetry("none", Duration.ofMinutes(1)),
        new Alerts("none", List.of(), Duration.ofMinutes(2), Duration.ofHours(4), Duration.ofMinutes(15), 20, 50,
            Duration.ZERO),
        new Mail("none", "starttls", "jukwaa@localhost", "none"), new Log("info", "text")));
  }

  @Test
  void readsEveryKeyFromAFile() {
    assertThat(EVERY_KEY.keySet())
        .containsExactlyInAnyOrderElementsOf(Catalogue.ALL.stream().map(Setting::name).toList());
    assertThat(Settings.of(Values.standard().withFile(EVERY_KEY))).isEqualTo(EVERY_VALUE);
  }

  @Test
  void readsEveryKeyFromTheEnvironment() {
    Map<String, String> environment = Catalogue.ALL.stream()
        .collect(Collectors.toMap(Setting::variable, setting -> EVERY_KEY.getOrDefault(setting.name(), "")));
    assertThat(environment).containsEntry("JUKWAA_SANDBOX_WALL_TIME", "20s");
    assertThat(Settings.of(Values.standard().withEnvironment(environment))).isEqualTo(EVERY_VALUE);
  }

  @Test
  void letsALaterLayerOverrideAnEarlierOne() {
    Values file = Values.standard().withFile(Map.of("server.port", "1", "server.host", "a", "log.level", "warn"));
    Values environment = file.withEnvironment(Map.of("JUKWAA_SERVER_PORT", "2", "JUKWAA_SERVER_HOST", "b"));
    Values option = environment.withOption("--port", Catalogue.SERVER_PORT, "3");
    assertThat(List.of(option.table().split("\n"))).anySatisfy(line -> assertThat(line)
        .matches("server.port +3 +option --port")).anySatisfy(line -> assertThat(line)
            .matches("server.host +b +environment JUKWAA_SERVER_HOST"))
        .anySatisfy(line -> assertThat(line).matches("log.level +warn +file"))
        .anySatisfy(line -> assertThat(line).matches("log.format +text +default")).hasSize(Catalogue.ALL.size());
  }

  @Test
  void namesTheNearestKeyOfAnUnknownOne() {
    assertThatThrownBy(() -> Values.standard().withFile(Map.of("sandbox.walltime", "10s")))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("sandbox.walltime: 10s (expected: a known key; the nearest is sandbox.wall-time)");
    assertThatThrownBy(() -> Values.standard().withEnvironment(Map.of("JUKWAA_SANDBOX_WALTIME", "10s")))
        .hasMessage("JUKWAA_SANDBOX_WALTIME: 10s (expected: a known key; the nearest is JUKWAA_SANDBOX_WALL_TIME)");
  }

  @Test
  void leavesVariablesOfOthersAlone() {
    Map<String, String> others = Map.of("PATH", "/bin", "JUKWAA_SKIP_BUILD", "1", "JUKWAA_SOMETHING", "x");
    assertThat(Settings.of(Values.standard().withEnvironment(others))).isEqualTo(Settings.of(Values.standard()));
  }

  @ParameterizedTest
  @CsvSource({"server.port,65536", "server.port,-1", "server.port,8080x", "server.port,''", "sandbox.wall-time,10",
      "sandbox.wall-time,0s", "sandbox.wall-time,10 seconds", "sandbox.wall-time,-1s", "sandbox.allocated-bytes,64",
      "sandbox.allocated-bytes,64mib", "sandbox.allocated-bytes,99999999999999GiB", "sandbox.requests,-1",
      "sandbox.compile,yes", "log.level,loud", "data.directory,' '", "server.host,''"})
  void refusesAValueItsKindDoesNotRead(String name, String text) {
    Map<String, String> wrong = new HashMap<>(Map.of(name, text));
    assertThatThrownBy(() -> Settings.of(Values.standard().withFile(wrong))).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith(name + ": " + text + " (expected: ");
  }

  @Test
  void namesTheVariableWhoseValueIsWrong() {
    Values values = Values.standard().withEnvironment(Map.of("JUKWAA_SANDBOX_WALL_TIME", "soon"));
    assertThatThrownBy(() -> Settings.of(values)).hasMessage(
        "JUKWAA_SANDBOX_WALL_TIME: soon (expected: a time with its unit such as 500ms, 10s, 5m, 1h or 7d)");
  }
}
