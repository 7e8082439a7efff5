package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.Availability;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.DeletionStore;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Target;
import io.jukwaa.stores.deployed.Deployments;
import io.jukwaa.stores.repeat.RepeatedWrites;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for long, on a Cassandra cluster that any number of hosts share.
 *
 * <p>All stores are thread-safe. Each call has its answer, or fails with {@link StoreException}, within a few times the
 * request timeout, also while Cassandra is gone; what failed so may have happened all the same. A cluster that comes
 * back is used again within some two seconds.
 */
public final class CassandraStores implements AutoCloseable {
  private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_WAITING = 20_000;

  private final Cql cql;
  private final Timeline timeline;
  private final Retention retention;
  private final MessageLog messages;
  private final ContactStore contacts;
  private final GroupStore groups;
  private final OptOutStore optOuts;
  private final DeploymentStore deployments;
  private final ConsentStore consents;
  private final DeletionStore deletions;
  private final MetricStore metrics;

  private CassandraStores(CqlSession session, CassandraSettings settings, InstantSource clock) {
    cql = new Cql(session, new RepeatedWrites(settings.requestTimeout()));
    timeline = new Timeline(cql);
    contacts = new CassandraContactStore(cql, timeline, settings.mostExamined());
    groups = new CassandraGroupStore(cql);
    optOuts = new CassandraOptOutStore(cql, timeline);
    DeployedVersion version = new DeployedVersion(cql, clock);
    deployments = new Deployments(new CassandraDeployed<>(cql, "tenant", Tenant.class, version),
        new CassandraDeployed<>(cql, "app", App.class, version),
        new CassandraDeployed<>(cql, "channel", Channel.class, version),
        new CassandraDeployed<>(cql, "routing", Routing.class, version));
    retention = new Retention(deployments, settings.timeToLive());
    messages = new CassandraMessageLog(cql, timeline, retention);
    consents = new CassandraConsentStore(cql);
    deletions = new CassandraDeletionStore(cql);
    metrics = new CassandraMetricStore(cql, timeline, retention, clock);
  }

  /**
   * Connects, makes the keyspace if need be, and brings its tables up to date.
   *
   * @param clock tells when a metric was fired and how old is what is remembered of deployments
   * @throws StoreException if no contact point answers, or a newer Jukwaa wrote the keyspace
   */
  public static CassandraStores open(CassandraSettings settings, InstantSource clock) {
    try {
      CqlSession current = ifCurrent(settings);
      if (current == null) {
        migrate(settings);
        current = connect(settings);
      }
      return new CassandraStores(current, settings, clock);
    } catch (DriverException | IllegalStateException e) {
      throw new StoreException("cassandra: " + settings.contactPoints() + " (expected: a Cassandra that answers, in "
          + "datacenter " + settings.datacenter() + "; " + e.getMessage() + ")", e);
    }
  }

  /** Completes when every write so far is acknowledged by as many nodes as a quorum needs. */
  public Durability durability() {
    return cql.inFlight();
  }

  /** Trouble while there is no connection to any node. */
  public Availability availability() {
    return () -> cql.isConnected() ? null : "cassandra: no connection (expected: a node of the cluster that answers)";
  }

  /** How many statements were sent so far. */
  public long calls() {
    return cql.calls();
  }

  /** Takes what another engine kept; hosts must not run meanwhile. */
  public Target<Kept.Lasting> target() {
    return new CassandraTarget(cql, timeline, retention, this);
  }

  public CassandraCopies copies() {
    return new CassandraCopies(cql);
  }

  public MessageLog messages() {
    return messages;
  }

  public ContactStore contacts() {
    return contacts;
  }

  public GroupStore groups() {
    return groups;
  }

  public OptOutStore optOuts() {
    return optOuts;
  }

  public ConsentStore consents() {
    return consents;
  }

  public DeletionStore deletions() {
    return deletions;
  }

  public DeploymentStore deployments() {
    return deployments;
  }

  public MetricStore metrics() {
    return metrics;
  }

  /** Waits for the writes that nobody waited for and disconnects. */
  @Override
  public void close() {
    cql.close();
  }

  /** Null if the keyspace is not what it should be. Mostly it is, and one connection is enough to start. */
  private static @Nullable CqlSession ifCurrent(CassandraSettings settings) {
    CqlSession session;
    try {
      session = connect(settings);
    } catch (InvalidKeyspaceException e) {
      return null;
    }
    try {
      if (Migrations.ALL.areApplied(session)) {
        return session;
      }
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    session.close();
    return null;
  }

  /** On a connection of its own that may wait long and knows no schema, which changes with every statement. */
  private static void migrate(CassandraSettings settings) {
    ProgrammaticDriverConfigLoaderBuilder options = options(settings)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SETUP_TIMEOUT)
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, SETUP_TIMEOUT)
        .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false);
    try (CqlSession session = builder(settings, options).build()) {
      Migrations.ALL.apply(session, settings.keyspace(), settings.replication());
    }
  }

  private static CqlSession connect(CassandraSettings settings) {
    return builder(settings, options(settings)).withKeyspace(settings.keyspace()).build();
  }

  private static CqlSessionBuilder builder(CassandraSettings settings, ProgrammaticDriverConfigLoaderBuilder options) {
    return settings.access().apply(CqlSession.builder()).addContactPoints(settings.contactPoints())
        .withLocalDatacenter(settings.datacenter()).withConfigLoader(options.build());
  }

  private static ProgrammaticDriverConfigLoaderBuilder options(CassandraSettings settings) {
    return DriverConfigLoader.programmaticBuilder()
        // With the next one a condition that Cassandra gives up closes its connection, with all that others wait for: the driver
        // (4.19.3) leaves the last field of that answer unread and takes it for the next answer.
        .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 500)
        // What exceeds both is refused at once: a cluster that is gone must not pile up callers.
        .withString(DefaultDriverOption.REQUEST_THROTTLER_CLASS, "ConcurrencyLimitingRequestThrottler")
        .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, MOST_AT_ONCE)
        .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, MOST_WAITING)
        // When it is closed everything was waited for already.
        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(250))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
        .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(5))
        // A busy node is no dead one before calls are given up too.
        .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, settings.requestTimeout())
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, SETUP_TIMEOUT)
        .withStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(settings.keyspace()));
  }
}
