package io.jukwaa.server.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What figures were taken on, as one line each. */
final class Machine {
  private Machine() {}

  /** @throws BenchException where there is no {@code /proc} */
  static void check() {
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      throw new BenchException("/proc: missing (expected: Linux, where processor time is read from)");
    }
  }

  static String description(Workspace workspace) {
    return String.format("%d cores, load average %s, %s, Node %s, data on %s",
        Runtime.getRuntime().availableProcessors(), loadAverage(), "JDK " + Runtime.version(), node(),
        workspace.fileSystem());
  }

  /** Of the last minute. */
  static String loadAverage() {
    return String.format("%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String node() {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "not found";
    }
  }
}
