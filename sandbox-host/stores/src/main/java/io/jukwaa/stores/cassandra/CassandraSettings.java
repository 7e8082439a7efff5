package io.jukwaa.stores.cassandra;

import io.jukwaa.resource.Tenant;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a Cassandra cluster is and what to expect of it.
 *
 * @param contactPoints nodes to ask for the others; at least one
 * @param datacenter the one whose nodes are used
 * @param access how the cluster lets us in
 * @param keyspace where the tables are; made if absent
 * @param replication how a keyspace that is made keeps copies, as CQL's options: {@code class} and so on
 * @param requestTimeout a call fails when it has had no answer for so long; 100 ms to 1 min
 * @param retention how long messages, events and metrics are kept: 1 day to 10 years; null for ever
 * @param mostExamined contacts one search may look at
 */
public record CassandraSettings(List<InetSocketAddress> contactPoints, String datacenter, CassandraAccess access,
    String keyspace, Map<String, String> replication, Duration requestTimeout, @Nullable Duration retention,
    int mostExamined) {
  /** How many contacts a search looks at unless it is told otherwise. */
  public static final int MOST_EXAMINED = 100_000;
  private static final Duration DAY = Duration.ofDays(1);

  /** @throws IllegalArgumentException naming what is out of range */
  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
    replication = Map.copyOf(replication);
    expect(!contactPoints.isEmpty(), "contactPoints", contactPoints, "at least one address");
    expect(keyspace.matches("[a-z][a-z0-9_]{0,47}"), "keyspace", keyspace,
        "1 to 48 small letters, digits or _, a letter first");
    expect(replication.containsKey("class"), "replication", replication, "a class and its options");
    expect(isWithin(requestTimeout, Duration.ofMillis(100), Duration.ofMinutes(1)), "requestTimeout", requestTimeout,
        "100 ms to 1 min");
    expect(retention == null || isWithin(retention, DAY, DAY.multipliedBy(Tenant.LONGEST_RETENTION_DAYS)), "retention",
        retention,
        "1 to " + Tenant.LONGEST_RETENTION_DAYS + " days");
    expect(mostExamined > 0, "mostExamined", mostExamined, "1 or more");
  }

  /** One node's defaults: datacenter1, keyspace jukwaa with one copy, 2 s, kept for ever, 100,000 contacts a search. */
  public static CassandraSettings at(InetSocketAddress contactPoint) {
    return new CassandraSettings(List.of(contactPoint), "datacenter1", CassandraAccess.OPEN, "jukwaa",
        Map.of("class", "SimpleStrategy", "replication_factor", "1"), Duration.ofSeconds(2), null, MOST_EXAMINED);
  }

  public CassandraSettings withAccess(CassandraAccess given) {
    return new CassandraSettings(contactPoints, datacenter, given, keyspace, replication, requestTimeout, retention,
        mostExamined);
  }

  public CassandraSettings withKeyspace(String name) {
    return new CassandraSettings(contactPoints, datacenter, access, name, replication, requestTimeout, retention,
        mostExamined);
  }

  public CassandraSettings withRequestTimeout(Duration timeout) {
    return new CassandraSettings(contactPoints, datacenter, access, keyspace, replication, timeout, retention,
        mostExamined);
  }

  public CassandraSettings withRetention(Duration kept) {
    return new CassandraSettings(contactPoints, datacenter, access, keyspace, replication, requestTimeout, kept,
        mostExamined);
  }

  public CassandraSettings withMostExamined(int contacts) {
    return new CassandraSettings(contactPoints, datacenter, access, keyspace, replication, requestTimeout, retention,
        contacts);
  }

  /** Seconds a row lives; 0, Cassandra's word for ever, without a retention. */
  int timeToLive() {
    return retention == null ? 0 : (int) retention.toSeconds();
  }

  private static boolean isWithin(Duration duration, Duration least, Duration most) {
    return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
  }

  private static void expect(boolean holds, String name, @Nullable Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
