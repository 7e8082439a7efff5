package io.jukwaa.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** How a server that says on its output that it is ready is started, and what it leaves is removed. */
record Launch(String name, String ready) {
  /** Returns when it has said so; what it says after that is thrown away. */
  Process of(ProcessBuilder command) throws IOException {
    Process started = command.redirectErrorStream(true).start();
    BufferedReader output = started.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = ""; !line.contains(ready);) {
      line = output.readLine();
      if (line == null) {
        throw new IOException(name + " ended by itself: " + said);
      }
      said.append(line).append('\n');
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
    return started;
  }

  /** Ends it as a crash would: SIGKILL. */
  static void kill(Process process) throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Kills it and removes its folder. */
  static void remove(Process process, Path folder) {
    try {
      kill(process);
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
