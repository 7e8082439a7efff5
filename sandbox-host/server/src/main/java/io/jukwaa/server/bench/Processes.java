package io.jukwaa.server.bench;

import java.util.concurrent.TimeUnit;

/** Ends what a measurement started. */
final class Processes {
  private static final int PATIENCE_SECONDS = 30;

  private Processes() {}

  /** Asks the process to end and insists if it does not; its children too. */
  static void end(Process process) {
    var children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
