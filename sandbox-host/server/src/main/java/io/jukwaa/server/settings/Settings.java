package io.jukwaa.server.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an installation was told, read and checked: one record an area. {@code docs/reference/configuration.md} says what
 * each is for.
 */
public record Settings(Server server, Data data, Messages messages, Sandbox sandbox, Http http,
    Telemetry telemetry, Alerts alerts, Mail mail, Log log) {
  /** The text that stands for no file. */
  public static final String NONE = "none";

  /** @param metrics who may read {@code /metrics}: {@code local} or {@code open} */
  public record Server(String host, int port, String metrics, Duration stopWithin) {}

  /**
   * @param stores {@code embedded} or {@code redis+cassandra}
   * @param keyFile keys of what apps encrypt; sought in the directory
   */
  public record Data(Path directory, String stores, Path keyFile, Redis redis, Cassandra cassandra) {
    /** Whether one host keeps its data in a database of its own. */
    public boolean isEmbedded() {
      return stores.equals("embedded");
    }

    public Path encryptionKeys() {
      return directory.resolve(keyFile);
    }
  }

  /** @param trusted a file of certificates, or {@code java} */
  public record Redis(String address, String trusted, Duration timeout) {}

  /**
   * @param credentialsFile of two lines, user and password; {@link #NONE} if there is none
   * @param tls {@code off}, {@code on} or a file of certificates
   * @param copies of each row of a keyspace that is made
   * @param retentionDays 0 for ever
   */
  public record Cassandra(List<InetSocketAddress> contactPoints, String datacenter, String credentialsFile, String tls,
      String keyspace, int copies, Duration timeout, int retentionDays) {}

  /**
   * @param busy what a phone shows that is turned away
   * @param unclaimed what a phone shows in a session that nothing claims
   */
  public record Messages(String apology, String busy, String unclaimed) {}

  /**
   * @param limits of tenants' apps
   * @param osIsolation {@code preferred}, {@code required} or {@code off}
   */
  public record Sandbox(Workers workers, LimitSettings.Bounds limits, String osIsolation) {}

  /**
   * @param runsEach messages in progress at once in one worker
   * @param heap bytes
   * @param compile {@code auto}, {@code on} or {@code off}
   */
  public record Workers(int spare, int most, int runsEach, long heap, String compile, Duration idleTime,
      int recycleAfter) {}

  /**
   * @param maxResponse bytes
   * @param hostsFile asked before the system's resolver; {@code none} if there is none
   */
  public record Http(Duration timeout, Duration totalTimeout, int redirects, long maxResponse, String hostsFile) {}

  /**
   * @param webhook an address, or {@code none}
   * @param refusals percent
   * @param receipts percent
   * @param silence zero for any time
   */
  public record Alerts(String webhook, List<String> mailTo, Duration after, Duration again, Duration queueAge,
      int refusals, int receipts, Duration silence) {
    public Alerts {
      mailTo = List.copyOf(mailTo);
    }
  }

  /**
   * @param server {@code host:port}, or {@code none}
   * @param tls {@code starttls}, {@code on} or {@code off}
   * @param credentialsFile of two lines, user and password; {@link #NONE} if there is none
   */
  public record Mail(String server, String tls, String from, String credentialsFile) {}

  /** @param otlp where metrics are sent, or {@code none} */
  public record Telemetry(String otlp, Duration interval) {}

  /**
   * @param level {@code error} to {@code trace}
   * @param format {@code text} or {@code json}
   */
  public record Log(String level, String format) {}

  /** The same with another data folder. */
  public Settings withData(Path directory) {
    return new Settings(server, new Data(directory, data.stores(), data.keyFile(), data.redis(), data.cassandra()),
        messages, sandbox, http, telemetry, alerts, mail, log);
  }

  /**
   * Reads every value.
   *
   * @throws io.jukwaa.message.InvalidFieldException naming the key, the variable or the option whose value is wrong
   */
  public static Settings of(Values values) {
    Server server = new Server(values.get(Catalogue.SERVER_HOST), values.get(Catalogue.SERVER_PORT),
        values.get(Catalogue.SERVER_METRICS), values.get(Catalogue.SERVER_STOP_WITHIN));
    Http http = new Http(values.get(Catalogue.HTTP_TIMEOUT), values.get(Catalogue.HTTP_TOTAL_TIMEOUT),
        values.get(Catalogue.HTTP_REDIRECTS), values.get(Catalogue.HTTP_MAX_RESPONSE),
        values.get(Catalogue.HTTP_HOSTS_FILE));
    Log log = new Log(values.get(Catalogue.LOG_LEVEL), values.get(Catalogue.LOG_FORMAT));
    return new Settings(server,
        data(values),
        new Messages(values.get(Catalogue.MESSAGES_APOLOGY), values.get(Catalogue.MESSAGES_BUSY),
            values.get(Catalogue.MESSAGES_UNCLAIMED)),
        sandbox(values),
        http, new Telemetry(values.get(Catalogue.TELEMETRY_OTLP), values.get(Catalogue.TELEMETRY_INTERVAL)),
        alerts(values), new Mail(values.get(Catalogue.MAIL_SERVER), values.get(Catalogue.MAIL_TLS),
            values.get(Catalogue.MAIL_FROM), values.get(Catalogue.MAIL_CREDENTIALS_FILE)),
        log);
  }

  private static Alerts alerts(Values values) {
    return new Alerts(values.get(Catalogue.ALERTS_WEBHOOK), values.get(Catalogue.ALERTS_MAIL_TO),
        values.get(Catalogue.ALERTS_AFTER), values.get(Catalogue.ALERTS_AGAIN), values.get(Catalogue.ALERTS_QUEUE_AGE),
        values.get(Catalogue.ALERTS_REFUSALS), values.get(Catalogue.ALERTS_RECEIPTS),
        values.get(Catalogue.ALERTS_SILENCE));
  }

  private static Data data(Values values) {
    return new Data(values.get(Catalogue.DATA_DIRECTORY), values.get(Catalogue.DATA_STORES),
        values.get(Catalogue.ENCRYPTION_KEY_FILE),
        new Redis(values.get(Catalogue.REDIS_ADDRESS), values.get(Catalogue.REDIS_TRUSTED),
            values.get(Catalogue.REDIS_TIMEOUT)),
        new Cassandra(values.get(Catalogue.CASSANDRA_CONTACT_POINTS), values.get(Catalogue.CASSANDRA_DATACENTER),
            values.get(Catalogue.CASSANDRA_CREDENTIALS_FILE), values.get(Catalogue.CASSANDRA_TLS),
            values.get(Catalogue.CASSANDRA_KEYSPACE), values.get(Catalogue.CASSANDRA_COPIES),
            values.get(Catalogue.CASSANDRA_TIMEOUT), values.get(Catalogue.CASSANDRA_RETENTION_DAYS)));
  }

  private static Sandbox sandbox(Values values) {
    Workers workers = new Workers(values.get(Catalogue.SANDBOX_SPARE_WORKERS),
        values.get(Catalogue.SANDBOX_MAX_WORKERS), values.get(Catalogue.SANDBOX_RUNS_PER_WORKER),
        values.get(Catalogue.SANDBOX_WORKER_HEAP), values.get(Catalogue.SANDBOX_COMPILE),
        values.get(Catalogue.SANDBOX_IDLE_TIME), values.get(Catalogue.SANDBOX_RECYCLE_AFTER));
    return new Sandbox(workers, LimitSettings.bounds(values), values.get(Catalogue.SANDBOX_OS_ISOLATION));
  }
}
