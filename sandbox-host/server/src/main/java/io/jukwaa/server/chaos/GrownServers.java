package io.jukwaa.server.chaos;

import io.jukwaa.local.CassandraProcess;
import io.jukwaa.local.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Redis and a real Cassandra on this machine. */
public record GrownServers(RedisProcess redis, CassandraProcess cassandra) implements AutoCloseable {
  /**
   * Starts both; fetches Cassandra's jars if they are not there.
   *
   * @param home of the launcher
   * @throws IllegalStateException if one does not start
   */
  public static GrownServers start(Path home) {
    Path module = home.resolve("sandbox-host/cassandra-server");
    Path jars = module.resolve("target/lib");
    RedisProcess redis = RedisProcess.start("always");
    try {
      if (!Files.isDirectory(jars)) {
        fetch(home, module);
      }
      return new GrownServers(redis, CassandraProcess.start(jars));
    } catch (IOException e) {
      redis.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      redis.close();
      throw e;
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
