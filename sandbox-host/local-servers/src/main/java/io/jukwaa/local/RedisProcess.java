package io.jukwaa.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code redis-server} from the PATH with an append-only file in a temporary folder. It ends with this JVM, however
 * that ends: it watches a pipe. Not thread-safe.
 */
public final class RedisProcess implements AutoCloseable {
  private static final String PREFIX = "jukwaa-redis";
  private static final String SCRIPT = "exec 3<&0; (read -r _ <&3; kill -9 $$) >&- 2>&- &"
      + " exec redis-server \"$@\" </dev/null 3<&-";

  private static final Launch LAUNCH = new Launch("redis-server", "Ready to accept connections");

  private final int port;
  private final Path folder;
  private final String fsync;
  private final List<String> options;
  private Process process;

  private RedisProcess(int port, Path folder, String fsync, List<String> options) throws IOException {
    this.port = port;
    this.folder = folder;
    this.fsync = fsync;
    this.options = List.copyOf(options);
    process = launch();
  }

  /** Starts one on a port of the system's choice. */
  public static RedisProcess start(String fsync) {
    return start(fsync, Ports.free());
  }

  /**
   * The same with its data in a new folder of this one.
   *
   * @throws IllegalStateException if it does not start
   */
  public static RedisProcess startIn(Path parent, String fsync) {
    return start(parent, fsync, Ports.free(), List.of());
  }

  /**
   * Starts one; returns when it takes connections.
   *
   * @param fsync when its append-only file is flushed: {@code always} or {@code everysec}
   * @throws IllegalStateException if it does not start
   */
  public static RedisProcess start(String fsync, int port) {
    return start(fsync, port, List.of());
  }

  /**
   * The same with further options, for example for TLS on another port.
   *
   * @throws IllegalStateException if it does not start
   */
  public static RedisProcess start(String fsync, int port, List<String> options) {
    return start(Path.of(System.getProperty("java.io.tmpdir")), fsync, port, options);
  }

  private static RedisProcess start(Path parent, String fsync, int port, List<String> options) {
    try {
      return new RedisProcess(port, Files.createTempDirectory(parent, PREFIX), fsync, options);
    } catch (IOException e) {
      throw new IllegalStateException("redis-server: not started on port " + port + " (expected: on the PATH;"
          + " Debian: apt-get install redis-server; and a port nobody listens on)", e);
    }
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts the server on its port and folder; returns when it has read its file and answers. */
  public void restart() throws IOException {
    process = launch();
  }

  /** Ends it as a crash would: SIGKILL. Its data stays. */
  public void kill() throws InterruptedException {
    Launch.kill(process);
  }

  /** Halts it where it is, with its connections open, or lets it go on. */
  public void halt(boolean halted) throws IOException, InterruptedException {
    new ProcessBuilder("kill", halted ? "-STOP" : "-CONT", Long.toString(process.pid())).start().waitFor();
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Kills it and removes its folder. */
  @Override
  public void close() {
    Launch.remove(process, folder);
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", "--port", Integer.toString(port), "--bind",
        "127.0.0.1", "--dir", folder.toString(), "--appendonly", "yes", "--appendfsync", fsync, "--save", ""));
    command.addAll(options);
    return LAUNCH.of(new ProcessBuilder(command));
  }
}
