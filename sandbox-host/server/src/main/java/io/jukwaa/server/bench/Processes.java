package io.jukwaa.server.bench;

import java.util.concurrent.TimeUnit;

/** Ends what a measurement started. */
final class Processes {
  private static final int PATIENCE_SECONDS = 30;

  private Processes() {}

  /** Ends the process when this one is asked to end, before it could do so itself. */
  static void endWithThisOne(Process process) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
      if (process.isAlive()) {
        end(process);
      }
    }));
  }

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

  /** Ends the process and its children by SIGKILL, and waits until it is gone. */
  static void kill(Process process) {
    var children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
