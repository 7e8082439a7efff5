package io.jukwaa.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A bearerbox and a smsbox of Debian's package {@code kannel} in a folder of the caller's. They end with this JVM, unless
 * that is killed. Thread-safe.
 */
public final class KannelProcess implements AutoCloseable {
  public static final String USERNAME = "clinic";
  public static final String PASSWORD = "p%&+word";
  /** What Kannel fills in where it tells a text, as the reference shows it. */
  public static final String QUERY = "?id=%I&ts=%T&from=%p&to=%P&text=%b&charset=%C&coding=%c&smsc=%i&udh=%u&meta=%D";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the reference says and what a connection to an operator needs. */
  public static final String CONFIGURATION = """
      group = core
      admin-port = {admin}
      admin-interface = "127.0.0.1"
      admin-password = x
      smsbox-port = {boxes}
      smsbox-interface = "127.0.0.1"
      box-deny-ip = "*.*.*.*"
      box-allow-ip = "127.0.0.1"
      dlr-storage = internal
      {core}

      group = smsc
      smsc = smpp
      smsc-id = sim
      host = 127.0.0.1
      port = {operator}
      transceiver-mode = true
      smsc-username = u
      smsc-password = p
      system-type = ""
      interface-version = 34
      source-addr-autodetect = true
      reconnect-delay = 1
      {smsc}

      group = smsbox
      bearerbox-host = 127.0.0.1
      sendsms-port = {sendsms}
      sendsms-interface = "127.0.0.1"
      http-request-retry = 10
      http-queue-delay = 1

      group = sendsms-user
      username = {username}
      password = "{password}"
      concatenation = true
      max-messages = 255

      group = sms-service
      keyword = default
      catch-all = true
      get-url = "{get-url}"
      max-messages = 0
      omit-empty = true
      """;

  private final Path folder;
  private final int sendsms = Ports.free();
  private final int boxes = Ports.free();
  private final Thread end = new Thread(this::kill);
  private final List<Process> running = new ArrayList<>();

  /**
   * What it is to be like.
   *
   * @param operator the port of the message centre it binds to
   * @param getUrl whom it tells texts
   * @param core more of the group {@code core}: lines of {@code name = value}
   * @param smsc more of the group {@code smsc}
   */
  public record Setup(int operator, String getUrl, List<String> core, List<String> smsc) {
    public Setup {
      core = List.copyOf(core);
      smsc = List.copyOf(smsc);
    }

    /** One that keeps nothing on the disk. */
    public Setup(int operator, String getUrl) {
      this(operator, getUrl, List.of(), List.of());
    }
  }

  /** Writes its configuration; starts nothing. */
  public KannelProcess(Path folder, Setup setup) throws IOException {
    this.folder = folder;
    Map<String, Object> values = Map.of("{admin}", Ports.free(), "{boxes}", boxes, "{operator}", setup.operator(),
        "{sendsms}", sendsms, "{username}", USERNAME, "{password}", PASSWORD, "{get-url}", setup.getUrl(), "{core}",
        String.join("\n", setup.core()), "{smsc}", String.join("\n", setup.smsc()));
    String configuration = CONFIGURATION;
    for (Map.Entry<String, Object> each : values.entrySet()) {
      configuration = configuration.replace(each.getKey(), each.getValue().toString());
    }
    Files.writeString(folder.resolve("kannel.conf"), configuration);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Whether this machine has both boxes. */
  public static boolean isInstalled() {
    return Stream.of("bearerbox", "smsbox").allMatch(box -> Files.isExecutable(Path.of("/usr/sbin", box)));
  }

  /** Where messages are sent. */
  public String url() {
    return "http://127.0.0.1:" + sendsms + "/cgi-bin/sendsms";
  }

  /**
   * Both boxes, listening; the connection to the operator follows. A smsbox listens before it has read who may send, and a
   * request at that moment ends it (1.4.5); it knows them when it has found its bearerbox.
   */
  public synchronized void start() throws IOException {
    run("bearerbox", log -> listens(boxes));
    run("smsbox", log -> log.contains("Connected to bearerbox"));
  }

  /** As the machine would go down. */
  public synchronized void kill() {
    running.forEach(Process::destroyForcibly);
    running.forEach(process -> process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    running.clear();
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(end);
  }

  /** @param ready whether it is, by its log so far */
  private void run(String box, Predicate<String> ready) throws IOException {
    Path log = folder.resolve(box + ".log");
    Process process = new ProcessBuilder("/usr/sbin/" + box, "kannel.conf").directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    running.add(process);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.test(Files.readString(log, UTF_8))) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(box + " does not start: " + Files.readString(log, UTF_8));
      }
      Thread.onSpinWait();
    }
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
