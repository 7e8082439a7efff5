package io.jukwaa.stores.servers;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Servers for tests in containers, where there is a container engine. They end with this JVM: Testcontainers sees to it.
 */
public final class Containers {
  private static final int REDIS_PORT = 6379;
  private static final int CASSANDRA_PORT = 9042;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final boolean AVAILABLE = isEngineThere();

  private Containers() {}

  /** Whether there is an engine that answers. */
  public static boolean areAvailable() {
    return AVAILABLE;
  }

  /** Starts a Redis that has what it acknowledged on the disk. Returns its URI. */
  @SuppressWarnings("resource") // it lives as long as this JVM
  public static String redis() {
    GenericContainer<?> redis = new GenericContainer<>("redis:8-bookworm").withExposedPorts(REDIS_PORT)
        .withCommand("redis-server", "--appendonly", "yes", "--appendfsync", "always");
    redis.start();
    return "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT);
  }

  /** Starts a Cassandra of one node. */
  @SuppressWarnings("resource") // it lives as long as this JVM
  public static InetSocketAddress cassandra() {
    GenericContainer<?> cassandra = new GenericContainer<>("cassandra:5.0").withExposedPorts(CASSANDRA_PORT)
        .withEnv("MAX_HEAP_SIZE", "512M").withEnv("HEAP_NEWSIZE", "128M")
        .waitingFor(Wait.forLogMessage(".*Starting listening for CQL clients.*", 1).withStartupTimeout(PATIENCE));
    cassandra.start();
    return new InetSocketAddress(cassandra.getHost(), cassandra.getMappedPort(CASSANDRA_PORT));
  }

  /** Asks Testcontainers only if it may find something: it looks long, and complains if there is none. */
  private static boolean isEngineThere() {
    boolean hint = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return hint && DockerClientFactory.instance().isDockerAvailable();
  }
}
