package io.jukwaa.stores.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server for tests.
 *
 * <p>{@link #shared} is the one whose URI stands in the environment as {@code REDIS_SERVER} (that of a container, for
 * example), else a process of {@code redis-server} from the PATH, one a test JVM. {@link #start} is always such a
 * process of its own, to be killed at will. A process ends with this JVM, however that ends: it watches a pipe.
 */
final class RealRedis implements AutoCloseable {
  private static final String SCRIPT = "exec 3<&0; (read -r _ <&3; kill -9 $$) >&- 2>&- &"
      + " exec redis-server \"$@\" </dev/null 3<&-";
  private static @Nullable RealRedis shared;

  private final String uri;
  private final @Nullable Path folder;
  private final String fsync;
  private @Nullable Process process;

  private RealRedis(String uri, @Nullable Path folder, String fsync) {
    this.uri = uri;
    this.folder = folder;
    this.fsync = fsync;
  }

  /** The server for tests that let it live. */
  static synchronized RealRedis shared() {
    RealRedis server = shared;
    if (server == null) {
      String given = System.getenv("REDIS_SERVER");
      server = given == null ? start("everysec") : new RealRedis(given, null, "");
      System.out.println("Redis tests run on " + (given == null ? "a process of redis-server" : "REDIS_SERVER") + ": "
          + RedisConnectionSettings.of(server.uri).address());
      shared = server;
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
    return server;
  }

  /** @param fsync when its append-only file is flushed: {@code always} or {@code everysec} */
  static RealRedis start(String fsync) {
    try {
      RealRedis server = new RealRedis("redis://127.0.0.1:" + freePort(), Files.createTempDirectory("jukwaa-redis"),
          fsync);
      server.restart();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("redis-server: not started (expected: on the PATH, or REDIS_SERVER set)", e);
    }
  }

  String uri() {
    return uri;
  }

  /** Settings under which nothing is stored yet. */
  RedisConnectionSettings settings() {
    return RedisConnectionSettings.of(uri).withPrefix("jukwaa-test-" + UUID.randomUUID());
  }

  /** Starts the server on its port and folder; returns when it has read its file and answers. */
  void restart() throws IOException {
    if (folder == null) {
      throw new IllegalStateException("REDIS_SERVER is not ours to start");
    }
    String port = uri.substring(uri.lastIndexOf(':') + 1);
    Process started = new ProcessBuilder("sh", "-c", SCRIPT, "sh", "--port", port, "--bind", "127.0.0.1", "--dir",
        folder.toString(), "--appendonly", "yes", "--appendfsync", fsync, "--save", "").redirectErrorStream(true)
        .start();
    process = started;
    BufferedReader output = started.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = ""; !line.contains("Ready to accept connections");) {
      line = output.readLine();
      if (line == null) {
        throw new IOException("redis-server ended by itself: " + said);
      }
      said.append(line).append('\n');
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
  }

  /** Ends it as a crash would: SIGKILL. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.toHandle().destroyForcibly();
      running.waitFor();
    }
  }

  /** Halts it where it is, with its connections open, or lets it go on. */
  void halt(boolean halted) throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      new ProcessBuilder("kill", halted ? "-STOP" : "-CONT", Long.toString(running.pid())).start().waitFor();
    }
  }

  /** Forgets what tests stored under these settings, on a server that outlives them. */
  static void forget(RedisConnectionSettings settings) {
    try (RedisStores stores = RedisStores.open(settings, InstantSource.system())) {
      Response keys = stores.link().ask(Request.cmd(Command.KEYS).arg(settings.prefix() + ":*"));
      if (keys != null && keys.size() > 0) {
        Request unlink = Request.cmd(Command.UNLINK);
        keys.forEach(key -> unlink.arg(key.toString()));
        stores.link().ask(unlink);
      }
    }
  }

  /** Ends the process and removes its folder. */
  @Override
  public void close() {
    try {
      kill();
      if (folder != null) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Longer than any wait of a test that passes. */
  static Duration patience() {
    return Duration.ofSeconds(20);
  }
}
