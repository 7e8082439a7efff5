package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.jukwaa.local.CassandraProcess;
import io.jukwaa.stores.servers.Containers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real Cassandra, one for all tests of this JVM, started when the first asks.
 *
 * <p>{@code CASSANDRA_CONTACT_POINT=host:port} names one that runs already; without it one is started in a container
 * where there is an engine, else from Maven's jars: {@link CassandraProcess}. Which it is, is said once on standard
 * output.
 */
final class RealCassandra {
  static final String GIVEN = "CASSANDRA_CONTACT_POINT";
  private static final AtomicInteger KEYSPACES = new AtomicInteger();
  private static @Nullable RealCassandra only;

  private final InetSocketAddress address;
  private final @Nullable CassandraProcess process;

  private RealCassandra(InetSocketAddress address, @Nullable CassandraProcess process) {
    this.address = address;
    this.process = process;
  }

  static synchronized RealCassandra get() throws IOException {
    if (only == null) {
      String given = System.getenv(GIVEN);
      if (given != null) {
        only = new RealCassandra(address(given), null);
        System.out.println("Cassandra: " + given + ", given by " + GIVEN);
      } else if (Containers.areAvailable()) {
        only = new RealCassandra(Containers.cassandra(), null);
        System.out.println("Cassandra: a container on " + only.address());
      } else {
        CassandraProcess process = CassandraProcess.start(jars());
        only = new RealCassandra(process.address(), process);
        System.out.println("Cassandra: a process of our own, " + process);
      }
    }
    return only;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Null if it was given or is in a container: then it is not ours to kill. */
  @Nullable
  CassandraProcess process() {
    return process;
  }

  /** Settings of the keyspace that tests share, each under names of its own. */
  CassandraSettings sharedSettings() {
    return settings("test_" + ProcessHandle.current().pid());
  }

  /** Settings for a keyspace no test has used. */
  CassandraSettings freshSettings() {
    return settings("test_" + ProcessHandle.current().pid() + "_" + KEYSPACES.incrementAndGet());
  }

  /** Patient, as the machine may be busy. */
  private CassandraSettings settings(String keyspace) {
    return CassandraSettings.at(address).withKeyspace(keyspace).withRequestTimeout(Duration.ofMinutes(1));
  }

  /** A session beside the stores, to look behind them. */
  CqlSession session(String keyspace) {
    return CqlSession.builder().addContactPoint(address).withLocalDatacenter("datacenter1").withKeyspace(keyspace)
        .withConfigLoader(DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofMinutes(1))
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
            .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(250))
            .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(1)).build())
        .build();
  }

  static Path jars() {
    return Path.of(Objects.requireNonNull(System.getProperty("jukwaa.cassandra"), "jukwaa.cassandra")).normalize();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalStateException(GIVEN + ": " + text + " (expected: host:port)");
    }
    return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
