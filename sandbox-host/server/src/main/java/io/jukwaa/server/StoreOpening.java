package io.jukwaa.server;

import io.jukwaa.server.people.privacy.Pseudonyms;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.stores.cassandra.CassandraAccess;
import io.jukwaa.stores.cassandra.CassandraSettings;
import io.jukwaa.stores.cassandra.CassandraStores;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.stores.redis.RedisConnectionSettings;
import io.jukwaa.stores.redis.RedisStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Opens the stores that the settings name. Blocks. */
public record StoreOpening(Settings settings, InstantSource clock) {
  /** A minute in which messages leave by a channel, and its operator's last answers. */
  private static final Duration LONGEST_SHIFT = Duration.ofSeconds(150);

  /**
   * @param closing closes them, after everything that was added later
   * @throws CannotStartException if a setting is wrong
   * @throws io.jukwaa.store.StoreException if they cannot be opened or reached
   */
  public Stores open(Closing closing) {
    Settings.Data data = settings.data();
    if (data.isEmbedded()) {
      return Stores.of(closing.add(EmbeddedDatabase.open(data.directory(), clock))).remembering(pseudonyms(data));
    }
    Shared shared = openShared(closing);
    String unfinished = shared.cassandra().copies().unfinished();
    if (unfinished != null) {
      throw new CannotStartException("cassandra.keyspace", data.cassandra().keyspace(),
          "a finished copy; that of " + unfinished + " is not: ./jukwaa store copy goes on with it", null);
    }
    return Stores.of(shared.redis(), shared.cassandra()).remembering(pseudonyms(data));
  }

  private static Pseudonyms pseudonyms(Settings.Data data) {
    return Pseudonyms.of(BuiltIn.keys(data));
  }

  /** Both engines that hosts share. */
  public record Shared(RedisStores redis, CassandraStores cassandra) {}

  /**
   * The same for stores that hosts share.
   *
   * @throws CannotStartException also if the settings name another kind of stores
   */
  public Shared openShared(Closing closing) {
    Settings.Data data = settings.data();
    if (data.isEmbedded()) {
      throw new CannotStartException("data.stores", data.stores(), "redis+cassandra", null);
    }
    RedisConnectionSettings redis = checked("", () -> redis(settings));
    CassandraSettings cassandra = checked("cassandra ", () -> cassandra(data.cassandra(), access(data.cassandra())));
    checkKeys(data);
    return new Shared(closing.add(RedisStores.open(redis, clock)),
        closing.add(CassandraStores.open(cassandra, clock)));
  }

  /** Installations that share a server differ in the keyspace's name there too. */
  private static RedisConnectionSettings redis(Settings settings) {
    Settings.Data data = settings.data();
    // A run that is lost with its worker is run once more, and whoever runs it waits for a worker each time.
    Duration longestRun = Duration.ofMillis(3 * settings.sandbox().limits().maximum().wallMillis());
    Duration longestTurn = longestRun.compareTo(LONGEST_SHIFT) > 0 ? longestRun : LONGEST_SHIFT;
    RedisConnectionSettings address = RedisConnectionSettings.of(data.redis().address());
    RedisConnectionSettings server = data.redis().trusted().equals("java")
        ? address
        : address.withTrusted(Path.of(data.redis().trusted()));
    return server.withPrefix(data.cassandra().keyspace())
        .withLease(longestTurn.plus(RedisConnectionSettings.DEFAULT_LEASE))
        .withBounds(data.redis().timeout(), RedisConnectionSettings.DEFAULT_MOST_IN_FLIGHT);
  }

  private static CassandraSettings cassandra(Settings.Cassandra given, CassandraAccess access) {
    Map<String, String> replication = given.copies() == 1
        ? Map.of("class", "SimpleStrategy", "replication_factor", "1")
        : Map.of("class", "NetworkTopologyStrategy", given.datacenter(), Integer.toString(given.copies()));
    Duration retention = given.retentionDays() == 0 ? null : Duration.ofDays(given.retentionDays());
    return new CassandraSettings(given.contactPoints(), given.datacenter(), access, given.keyspace(), replication,
        given.timeout(), retention, CassandraSettings.MOST_EXAMINED);
  }

  private static CassandraAccess access(Settings.Cassandra given) {
    CassandraAccess.Credentials credentials = given.credentialsFile().equals(Settings.NONE)
        ? null
        : CassandraAccess.Credentials.read(Path.of(given.credentialsFile()));
    SSLContext tls = switch (given.tls()) {
      case "off" -> null;
      case "on" -> CassandraAccess.trustingAsJava();
      default -> CassandraAccess.trusting(Path.of(given.tls()));
    };
    return new CassandraAccess(credentials, tls);
  }

  /** One that a host made for itself would seal what no other host can open. */
  private static void checkKeys(Settings.Data data) {
    if (!Files.exists(data.encryptionKeys())) {
      throw new CannotStartException("encryption.key-file", data.encryptionKeys(),
          "a file that all hosts have the same, made once with: head -c 32 /dev/urandom | base64", null);
    }
  }

  private static <T> T checked(String area, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new CannotStartException(area + e.getMessage(), e);
    }
  }
}
