package io.jukwaa.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Cassandra of one node in a temporary folder, from the jars that the module cassandra-server lays out.
 *
 * <p>A shell stands between: it kills the server and removes the folder when our end of its standard input closes,
 * which happens also when this JVM is killed. Not thread-safe.
 */
public final class CassandraProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String PREFIX = "jukwaa-cassandra";
  private static final int SERVER_JDK = 17;
  /** First killed, then the folder is removed; {@code $1} is the folder, the rest the server's command. */
  private static final String GUARD = """
      folder=$1; shift
      "$@" < /dev/null > "$folder/out.log" 2>&1 &
      server=$!
      echo $server
      read -r remove
      kill -9 $server 2> /dev/null
      wait $server 2> /dev/null
      [ "$remove" = keep ] || rm -rf "$folder"
      """;

  private final Path jars;
  private final Path folder;
  private final Path jdk;
  private final CassandraSetup setup;
  private Process guard;
  private ProcessHandle server;

  private CassandraProcess(Path jars, CassandraSetup setup, Path folder, Path jdk) throws IOException {
    this.jars = jars;
    this.setup = setup;
    this.folder = folder;
    this.jdk = jdk;
    write("cassandra.yaml", resource("cassandra.yaml").replace("STORAGE_PORT", Integer.toString(Ports.free()))
        .replace("CQL_PORT", Integer.toString(setup.port())).replace("FOLDER", folder.toString()) + setup.size().yaml()
        + setup.options());
    write("logback.xml", resource("cassandra-logback.xml"));
    launch();
  }

  /** Starts a small one. */
  public static CassandraProcess start(Path jars) throws IOException {
    return start(jars, CassandraSetup.small());
  }

  /**
   * Starts one; returns when it takes connections.
   *
   * @param jars the folder of Cassandra's jars
   * @throws IllegalStateException if they or a JDK 17 are not there, or it ends by itself
   */
  public static CassandraProcess start(Path jars, CassandraSetup setup) throws IOException {
    if (takesConnections(setup.port())) {
      throw new IllegalStateException("Cassandra: port " + setup.port() + " (expected: one nobody listens on)");
    }
    CassandraProcess process = new CassandraProcess(jars, setup, Files.createTempDirectory(setup.parent(), PREFIX),
        Jdks.find(SERVER_JDK));
    process.awaitReady();
    return process;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port());
  }

  /** As {@code kill -9} does. Its data stays. */
  public void kill() throws IOException, InterruptedException {
    server.destroyForcibly();
    guard.getOutputStream().write("keep\n".getBytes(StandardCharsets.UTF_8));
    guard.getOutputStream().close();
    guard.waitFor();
  }

  /** Starts it again over the same data, at the same address. Returns at once. */
  public void restart() throws IOException {
    launch();
  }

  /** Blocks until it takes connections. */
  public void awaitReady() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!takesConnections(setup.port())) {
      if (!server.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("Cassandra does not take connections: " + tail());
      }
      pause();
    }
  }

  public ProcessHandle process() {
    return server;
  }

  /** Kills it and removes its data. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      guard.waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "process " + server.pid() + " on " + jdk + ", port " + setup.port();
  }

  private void launch() throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard", folder.toString(),
        jdk.resolve("bin/java").toString()));
    command.addAll((setup.size().jvm() + resource("cassandra-jvm.options")).lines()
        .filter(line -> !line.startsWith("#")).toList());
    command.addAll(List.of("-javaagent:" + jamm(jars), "-Dcassandra.config=" + folder.resolve("cassandra.yaml").toUri(),
        "-Dcassandra.storagedir=" + folder, "-Dcassandra.logdir=" + folder, "-Djava.io.tmpdir=" + folder,
        "-Dlogback.configurationFile=" + folder.resolve("logback.xml"), "-cp", jars + "/*",
        "org.apache.cassandra.service.CassandraDaemon"));
    guard = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = guard.inputReader();
    String pid = Objects.requireNonNull(said.readLine(), "the shell's word of the server's process id");
    server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new IllegalStateException("ended: " + tail()));
  }

  private static boolean takesConnections(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("out.log"));
      return String.join("\n", lines.subList(Math.max(lines.size() - 30, 0), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Cassandra starts", e);
    }
  }

  private static Path jamm(Path jars) throws IOException {
    try (Stream<Path> files = Files.isDirectory(jars) ? Files.list(jars) : Stream.empty()) {
      return files.filter(file -> file.getFileName().toString().startsWith("jamm-")).findFirst()
          .orElseThrow(() -> new IllegalStateException("Cassandra: " + jars + " (expected: its jars;"
              + " ./mvnw generate-resources -pl sandbox-host/cassandra-server lays them out)"));
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Objects.requireNonNull(CassandraProcess.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
