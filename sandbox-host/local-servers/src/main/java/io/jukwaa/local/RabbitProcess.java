package io.jukwaa.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A RabbitMQ of Debian's package {@code rabbitmq-server} in a temporary folder, with the user {@code guest}. It ends with
 * this JVM, however that ends: it watches a pipe. Not thread-safe.
 */
public final class RabbitProcess implements AutoCloseable {
  /** The package's own starter would change to another user. */
  private static final Path STARTER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  /** Erlang finds its nodes by a server of names; one that it started itself would stay. */
  private static final String SCRIPT = "exec 3<&0; epmd -port \"$ERL_EPMD_PORT\" -address 127.0.0.1 </dev/null 3<&- &"
      + " NAMES=$!; (read -r _ <&3; kill -9 $$ $NAMES) >&- 2>&- & exec " + STARTER + " </dev/null 3<&-";

  private static final Launch LAUNCH = new Launch("rabbitmq-server", "Server startup complete");

  private final int port;
  private final Path folder;
  /** Of the one that runs, or ran last. */
  private Map<String, String> environment = Map.of();
  private Process process;

  private RabbitProcess(int port, List<String> configuration) throws IOException {
    this.port = port;
    this.folder = Files.createTempDirectory("jukwaa-rabbit");
    List<String> all = new ArrayList<>(List.of("listeners.tcp.1 = 127.0.0.1:" + port));
    all.addAll(configuration);
    Files.write(folder.resolve("rabbitmq.conf"), all);
    Files.writeString(folder.resolve("plugins"), "[].");
    process = launch();
  }

  /** Whether this machine has one. */
  public static boolean isInstalled() {
    return Files.isExecutable(STARTER);
  }

  /** Starts one on a port of the system's choice. */
  public static RabbitProcess start() {
    return start(List.of());
  }

  /**
   * Starts one; returns when it takes connections.
   *
   * @param configuration further lines of its {@code rabbitmq.conf}, for example for TLS on another port
   * @throws IllegalStateException if it does not start
   */
  public static RabbitProcess start(List<String> configuration) {
    int port = Ports.free();
    try {
      return new RabbitProcess(port, configuration);
    } catch (IOException e) {
      throw new IllegalStateException("rabbitmq-server: not started on port " + port + " (expected: " + STARTER
          + "; Debian: apt-get install rabbitmq-server)", e);
    }
  }

  public int port() {
    return port;
  }

  /** Starts the broker on its port and folder; returns when it has read what was written down, and takes connections. */
  public void restart() throws IOException {
    process = launch();
  }

  /** Ends it as a crash would: SIGKILL. Its data stays. */
  public void kill() throws InterruptedException {
    Launch.kill(process);
  }

  /** Has it do what its {@code rabbitmqctl} is told. */
  public void control(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(STARTER.resolveSibling("rabbitmqctl").toString(), "-q"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process control = builder.start();
    String said = new String(control.getInputStream().readAllBytes(), UTF_8);
    if (control.waitFor() != 0) {
      throw new IOException("rabbitmqctl " + command + ": " + said);
    }
  }

  /** Kills it and removes its folder. */
  @Override
  public void close() {
    Launch.remove(process, folder);
  }

  private Process launch() throws IOException {
    environment = environment();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", SCRIPT);
    builder.environment().putAll(environment);
    return LAUNCH.of(builder);
  }

  private Map<String, String> environment() {
    return Map.ofEntries(Map.entry("HOME", folder.toString()), Map.entry("RABBITMQ_BASE", folder.toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()), Map.entry("RABBITMQ_LOGS", "-"),
        Map.entry("RABBITMQ_NODENAME", "jukwaa-" + port + "@localhost"),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Ports.free())),
        Map.entry("ERL_EPMD_PORT", Integer.toString(Ports.free())), Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        // as a child of the shell it would not be this process
        Map.entry("RABBITMQ_ALLOW_INPUT", "true"), Map.entry("RABBITMQ_SERVER_START_ARGS", "-noshell -noinput"));
  }
}
