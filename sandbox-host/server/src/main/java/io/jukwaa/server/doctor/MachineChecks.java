package io.jukwaa.server.doctor;

import io.jukwaa.server.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What the host itself needs of a machine: a JDK, a port, a folder it may write and a disk that keeps its word. */
public final class MachineChecks {
  private static final int NEEDED_JDK = 25;
  private static final int FLUSHES = 5;
  /** Slower than this a flush makes every message slow. */
  private static final Duration SLOW = Duration.ofMillis(50);

  private MachineChecks() {}

  public static List<Finding> all(Settings settings) {
    return List.of(jdk(), port(settings.server()), folder(settings.data().directory()),
        disk(settings.data().directory()));
  }

  private static Finding jdk() {
    int feature = Runtime.version().feature();
    String detail = Runtime.version() + " in " + System.getProperty("java.home");
    return feature >= NEEDED_JDK
        ? Finding.ok("jdk", detail)
        : Finding.fail("jdk", detail + " (expected: " + NEEDED_JDK + " or newer)");
  }

  private static Finding port(Settings.Server server) {
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      return Finding.fail("port", server.host() + " (expected: an address of this machine)");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return Finding.ok("port", server.host() + ":" + socket.getLocalPort() + " is free");
    } catch (IOException e) {
      return Finding.fail("port", server.host() + ":" + server.port()
          + " (expected: a port nobody else listens on; choose one with --port)");
    }
  }

  private static Finding folder(Path data) {
    try {
      Files.createDirectories(data);
      Files.delete(Files.createTempFile(data, "doctor", ".tmp"));
      return Finding.ok("data", data.toAbsolutePath().normalize() + " can be written");
    } catch (IOException e) {
      return Finding.fail("data", data + " (expected: a folder that can be written)");
    }
  }

  private static Finding disk(Path data) {
    Path file = data.resolve("doctor-flush.tmp");
    try {
      Duration flush = flush(file);
      String detail = String.format("a flush takes %.1f ms", flush.toNanos() / 1e6);
      return flush.compareTo(SLOW) < 0
          ? Finding.ok("disk", detail)
          : Finding.warn("disk", detail + " (expected: < " + SLOW.toMillis() + " ms)");
    } catch (IOException e) {
      return Finding.fail("disk", data + " (expected: a disk that flushes what is written)");
    }
  }

  /** The mean time one small write takes until it is on the disk. */
  private static Duration flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE)) {
      long start = System.nanoTime();
      for (int flush = 0; flush < FLUSHES; flush++) {
        channel.write(ByteBuffer.wrap(new byte[4096]));
        channel.force(false);
      }
      return Duration.ofNanos((System.nanoTime() - start) / FLUSHES);
    }
  }
}
