package io.jukwaa.server.bench;

import io.jukwaa.local.CassandraProcess;
import io.jukwaa.local.CassandraSetup;
import io.jukwaa.local.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** A real Redis and a real Cassandra on this machine. */
public record GrownServers(RedisProcess redis, CassandraProcess cassandra) implements AutoCloseable {
  private static final String FSYNC = "always";

  /**
   * Starts both; fetches Cassandra's jars if they are not there.
   *
   * @param home of the launcher
   * @throws IllegalStateException if one does not start
   */
  public static GrownServers start(Path home) {
    return start(home, RedisProcess.start(FSYNC), CassandraSetup.small());
  }

  /** The same with a Cassandra for millions of rows. */
  static GrownServers startLarge(Path home) {
    return start(home, RedisProcess.start(FSYNC), CassandraSetup.small().large());
  }

  /** The same with their data in new folders of this one. */
  public static GrownServers startIn(Path folder, Path home) {
    return start(home, RedisProcess.startIn(folder, FSYNC), CassandraSetup.small().in(folder));
  }

  /** The same on these ports. */
  public static GrownServers start(Path home, int redisPort, int cassandraPort) {
    return start(home, RedisProcess.start(FSYNC, redisPort), CassandraSetup.small().on(cassandraPort));
  }

  private static GrownServers start(Path home, RedisProcess redis, CassandraSetup cassandra) {
    Path module = home.resolve("sandbox-host/cassandra-server");
    Path jars = module.resolve("target/lib");
    try {
      if (!Files.isDirectory(jars)) {
        fetch(home, module);
      }
      return new GrownServers(redis, CassandraProcess.start(jars, cassandra));
    } catch (IOException e) {
      redis.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  /** What a host must be told to use them, as areas of its settings file. */
  public Map<String, Map<String, String>> settings(String keyspace, Path keyFile) {
    return settings(keyspace, keyFile, redisPort(), cassandra.address().getPort());
  }

  /** The same for a host that reaches them on other ports of this machine. */
  static Map<String, Map<String, String>> settings(String keyspace, Path keyFile, int redisPort, int cassandraPort) {
    return Map.of("data", Map.of("stores", "redis+cassandra"), "redis",
        Map.of("address", "redis://127.0.0.1:" + redisPort), "cassandra",
        Map.of("contact-points", "127.0.0.1:" + cassandraPort, "keyspace", keyspace, "timeout", "2s"), "encryption",
        Map.of("key-file", keyFile.toString()));
  }

  int redisPort() {
    return URI.create(redis.uri()).getPort();
  }

  /** Writes a key that all hosts can have. */
  public static Path writeKey(Path file) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      return Files.writeString(file, Base64.getEncoder().encodeToString(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (redis) {
      cassandra.close();
    }
  }

  private static void fetch(Path home, Path module) throws IOException {
    Process maven = new ProcessBuilder(home.resolve("mvnw").toString(), "-q", "-B", "generate-resources", "-f",
        module.resolve("pom.xml").toString()).directory(home.toFile()).inheritIO().start();
    if (maven.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("Cassandra's jars: not fetched (expected: Maven fetches them, see above)");
    }
  }
}
