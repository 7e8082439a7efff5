package io.jukwaa.server.settings;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.Tenant;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every setting there is, in the order the reference page shows them. */
public final class Catalogue {
  public static final Setting<String> SERVER_HOST = new Setting<>("server.host", Kind.TEXT, "127.0.0.1",
      "The address to listen on. Put a reverse proxy that speaks TLS before it, or 0.0.0.0 to listen everywhere.");
  public static final Setting<Integer> SERVER_PORT = new Setting<>("server.port", Kind.PORT, "8080",
      "The port to listen on.");
  static final Setting<String> SERVER_METRICS = new Setting<>("server.metrics", Kind.oneOf("local", "open"), "local",
      "Who may read /metrics: this machine only, or whoever reaches the host. It names tenants.");
  static final Setting<Duration> SERVER_STOP_WITHIN = new Setting<>("server.stop-within", Kind.DURATION, "20s",
      "How long a stopping host waits for the messages it has accepted.");

  public static final Setting<Path> DATA_DIRECTORY = new Setting<>("data.directory", Kind.FOLDER, "./data",
      "The folder of the embedded store. Made if it is not there.");

  static final Setting<String> DATA_STORES = new Setting<>("data.stores", Kind.oneOf("embedded", "redis+cassandra"),
      "embedded",
      "What keeps the data: a database of this host's own in the folder, or servers that any number of hosts share.");

  static final Setting<String> REDIS_ADDRESS = new Setting<>("redis.address", Kind.TEXT, "redis://127.0.0.1:6379",
      "The Redis server of data.stores: redis+cassandra; rediss:// with TLS. A password is better in the environment.");
  static final Setting<String> REDIS_TRUSTED = new Setting<>("redis.trusted", Kind.TEXT, "java",
      "A PEM file of the certificates to trust with rediss://, or java for those that Java trusts. Names are checked.");
  static final Setting<Duration> REDIS_TIMEOUT = new Setting<>("redis.timeout", Kind.DURATION, "2s",
      "How long a call may take before it has failed.");
  static final Setting<List<InetSocketAddress>> CASSANDRA_CONTACT_POINTS = new Setting<>("cassandra.contact-points",
      Kind.ADDRESSES, "127.0.0.1:9042", "Some nodes of the Cassandra of data.stores: redis+cassandra.");
  static final Setting<String> CASSANDRA_DATACENTER = new Setting<>("cassandra.datacenter", Kind.TEXT, "datacenter1",
      "The datacenter whose nodes are asked.");
  static final Setting<String> CASSANDRA_CREDENTIALS_FILE = new Setting<>("cassandra.credentials-file", Kind.TEXT,
      Settings.NONE, "A file of two lines, user and password, or none.");
  static final Setting<String> CASSANDRA_TLS = new Setting<>("cassandra.tls", Kind.TEXT, "off",
      "Off; on, which trusts the certificates that Java trusts; or a PEM file of those to trust. Names are checked.");
  static final Setting<String> CASSANDRA_KEYSPACE = new Setting<>("cassandra.keyspace", Kind.TEXT, "jukwaa",
      "Where the tables are; made if it is not there. Keys on Redis begin with it too.");
  static final Setting<Integer> CASSANDRA_COPIES = new Setting<>("cassandra.copies", Kind.between(1, 9), "1",
      "Nodes that keep each row of a keyspace that is made; 3 where there are three or more.");
  static final Setting<Duration> CASSANDRA_TIMEOUT = new Setting<>("cassandra.timeout", Kind.DURATION, "2s",
      "How long a call may take before it has failed.");
  static final Setting<Integer> CASSANDRA_RETENTION_DAYS = new Setting<>("cassandra.retention-days",
      Kind.between(0, Tenant.LONGEST_RETENTION_DAYS), "0",
      "Days after which messages, events and metrics are forgotten, counted from when they are stored, of tenants that do not say; 0 for never.");

  static final Setting<Path> ENCRYPTION_KEY_FILE = new Setting<>("encryption.key-file", Kind.FILE, "encryption.key",
      "Keys for what apps seal: 32 bytes in Base64 a line, the newest first. Sought in the data folder; made there by a host that shares no stores.");

  static final Setting<Integer> SANDBOX_SPARE_WORKERS = new Setting<>("sandbox.spare-workers", Kind.count(64), "1",
      "Worker processes that stand ready for a tenant that has none.");
  static final Setting<Integer> SANDBOX_MAX_WORKERS = new Setting<>("sandbox.max-workers", Kind.count(1024), "16",
      "Worker processes at once, spares included.");
  static final Setting<Integer> SANDBOX_RUNS_PER_WORKER = new Setting<>("sandbox.runs-per-worker", Kind.count(1024),
      "64", "Messages in progress at once in one worker.");
  static final Setting<Long> SANDBOX_WORKER_HEAP = new Setting<>("sandbox.worker-heap", Kind.SIZE, "72MiB",
      "The heap of a worker process.");
  static final Setting<String> SANDBOX_COMPILE = new Setting<>("sandbox.compile", Kind.oneOf("auto", "on", "off"),
      "auto", "The guest compiler: for tenants busy enough to repay its warm-up, for all, or for none.");
  static final Setting<String> SANDBOX_OS_ISOLATION = new Setting<>("sandbox.os-isolation",
      Kind.oneOf("preferred", "required", "off"), "preferred",
      "Whether the operating system holds workers: by the layers it has, by all or the host does not start, or not.");
  static final Setting<Duration> SANDBOX_IDLE_TIME = new Setting<>("sandbox.idle-time", Kind.DURATION, "5m",
      "A worker that was idle for so long is stopped.");
  static final Setting<Integer> SANDBOX_RECYCLE_AFTER = new Setting<>("sandbox.recycle-after", Kind.count(100_000_000),
      "5000000", "After so many messages a worker gets a successor, which takes over when it is as fast.");
  static final Setting<Duration> HTTP_TIMEOUT = new Setting<>("http.timeout", Kind.DURATION, "30s",
      "How long an app's HTTP request may take until the response begins, redirects included.");
  static final Setting<Duration> HTTP_TOTAL_TIMEOUT = new Setting<>("http.total-timeout", Kind.DURATION, "55s",
      "How long it may take until the response is complete.");
  static final Setting<Integer> HTTP_REDIRECTS = new Setting<>("http.redirects", Kind.count(100), "20",
      "Redirects followed.");
  static final Setting<Long> HTTP_MAX_RESPONSE = new Setting<>("http.max-response", Kind.SIZE, "128KiB",
      "The largest response body an app may get.");

  static final Setting<String> HTTP_HOSTS_FILE = new Setting<>("http.hosts-file", Kind.TEXT, "none",
      "A file like /etc/hosts that apps' HTTP asks before the system, or none.");

  static final Setting<String> TELEMETRY_OTLP = new Setting<>("telemetry.otlp", Kind.WEB_ADDRESS, "none",
      "Where an OpenTelemetry collector takes metrics, for example http://127.0.0.1:4318/v1/metrics, or none.");
  static final Setting<Duration> TELEMETRY_INTERVAL = new Setting<>("telemetry.interval", Kind.DURATION, "1m",
      "How often metrics are sent there.");

  static final Setting<String> LOG_LEVEL = new Setting<>("log.level", Kind.oneOf("error", "warn", "info", "debug",
      "trace"), "info", "What the host logs. Message content and phone numbers appear only from debug on.");
  static final Setting<String> LOG_FORMAT = new Setting<>("log.format", Kind.oneOf("text", "json"), "text",
      "Lines for people, or one JSON object a line.");

  public static final Setting<String> MESSAGES_APOLOGY = new Setting<>("messages.apology", Kind.TEXT,
      Channel.DEFAULT_APOLOGY,
      "What a phone shows when an app fails or is late, for channels that do not say otherwise.");

  static final Setting<String> MESSAGES_BUSY = new Setting<>("messages.busy", Kind.TEXT,
      "This service is very busy. Please try again in a moment.",
      "What a phone shows when too many messages of its tenant are in progress.");

  static final Setting<String> MESSAGES_UNCLAIMED = new Setting<>("messages.unclaimed", Kind.TEXT,
      "This service is not available. Please try again later.",
      "What a phone shows whose session is led to no app, for tenants that do not say otherwise.");

  static final Setting<String> ALERTS_WEBHOOK = new Setting<>("alerts.webhook", Kind.WEB_ADDRESS, "none",
      "Where trouble with any channel is told as JSON, or none.");
  static final Setting<List<String>> ALERTS_MAIL_TO = new Setting<>("alerts.mail-to", Kind.MAIL_ADDRESSES, "none",
      "Who gets mail about trouble with any channel, or none. Needs mail.server.");
  static final Setting<Duration> ALERTS_AFTER = new Setting<>("alerts.after", Kind.DURATION, "2m",
      "How long trouble must last before it is told, and be over before that is told.");
  static final Setting<Duration> ALERTS_AGAIN = new Setting<>("alerts.again", Kind.DURATION, "4h",
      "How long after it was told trouble that goes on is told again.");
  static final Setting<Duration> ALERTS_QUEUE_AGE = new Setting<>("alerts.queue-age", Kind.DURATION, "15m",
      "How long the oldest message of a channel may wait to leave.");
  static final Setting<Integer> ALERTS_REFUSALS = new Setting<>("alerts.refusals", Kind.between(1, 100), "20",
      "Percent of a channel's messages that may be refused by the operator, or fail in the app, within the last hour.");
  static final Setting<Integer> ALERTS_RECEIPTS = new Setting<>("alerts.receipts", Kind.count(100), "50",
      "Percent of a channel's messages of the last day that must have a receipt; 0 if none need to.");
  static final Setting<Duration> ALERTS_SILENCE = new Setting<>("alerts.silence", Kind.DURATION_OR_NONE, "none",
      "How long nothing may come in by a channel, or none for any time.");

  static final Setting<String> MAIL_SERVER = new Setting<>("mail.server", Kind.TEXT, "none",
      "The server that takes mail, as host:port, or none.");
  static final Setting<String> MAIL_TLS = new Setting<>("mail.tls", Kind.oneOf("starttls", "on", "off"), "starttls",
      "TLS with it: begun by STARTTLS, from the start, or off. Certificates are checked.");
  static final Setting<String> MAIL_FROM = new Setting<>("mail.from", Kind.TEXT, "jukwaa@localhost",
      "The sender of mail.");
  static final Setting<String> MAIL_CREDENTIALS_FILE = new Setting<>("mail.credentials-file", Kind.TEXT, "none",
      "A file of two lines, user and password of the server for mail, or none.");

  private static final List<Setting<?>> GENERAL = List.of(SERVER_HOST, SERVER_PORT,
      SERVER_METRICS, SERVER_STOP_WITHIN, DATA_DIRECTORY, DATA_STORES, REDIS_ADDRESS, REDIS_TRUSTED, REDIS_TIMEOUT,
      CASSANDRA_CONTACT_POINTS, CASSANDRA_DATACENTER, CASSANDRA_CREDENTIALS_FILE, CASSANDRA_TLS, CASSANDRA_KEYSPACE,
      CASSANDRA_COPIES, CASSANDRA_TIMEOUT,
      CASSANDRA_RETENTION_DAYS,
      ENCRYPTION_KEY_FILE, MESSAGES_APOLOGY, MESSAGES_BUSY, MESSAGES_UNCLAIMED,
      SANDBOX_SPARE_WORKERS,
      SANDBOX_MAX_WORKERS,
      SANDBOX_RUNS_PER_WORKER, SANDBOX_WORKER_HEAP, SANDBOX_COMPILE,
      SANDBOX_OS_ISOLATION, SANDBOX_IDLE_TIME, SANDBOX_RECYCLE_AFTER, HTTP_TIMEOUT, HTTP_TOTAL_TIMEOUT, HTTP_REDIRECTS,
      HTTP_MAX_RESPONSE,
      HTTP_HOSTS_FILE,
      TELEMETRY_OTLP, TELEMETRY_INTERVAL,
      ALERTS_WEBHOOK, ALERTS_MAIL_TO, ALERTS_AFTER, ALERTS_AGAIN, ALERTS_QUEUE_AGE, ALERTS_REFUSALS, ALERTS_RECEIPTS,
      ALERTS_SILENCE, MAIL_SERVER, MAIL_TLS, MAIL_FROM, MAIL_CREDENTIALS_FILE,
      LOG_LEVEL, LOG_FORMAT);

  public static final List<Setting<?>> ALL = Stream.concat(GENERAL.stream(), LimitSettings.all()).toList();

  private Catalogue() {}
}
