package io.jukwaa.sandbox;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets blank workers rehearse while nobody needs the processors. What rehearses comes last: on a busy machine a piece that
 * has begun would take for ever, and a phone might wait for it. Thread-safe.
 */
final class Rehearsals {
  /** A worker that was started for a message gets that at once. */
  private static final long FIRST_QUIET_MILLIS = 2_000;
  private static final long LOOK_MILLIS = 100;

  private final Supplier<List<Worker>> all;

  /** @param all the workers there are */
  Rehearsals(Supplier<List<Worker>> all) {
    this.all = all;
  }

  /** Begins when the worker has been quiet for a while, and goes on until it has rehearsed all or has a tenant. */
  void begin(Worker worker) {
    Thread.ofVirtual().name("rehearsal-" + worker.pid()).start(() -> follow(worker));
  }

  private void follow(Worker worker) {
    try {
      TimeUnit.MILLISECONDS.sleep(FIRST_QUIET_MILLIS);
      boolean rehearsing = false;
      while (worker.mayRehearse()) {
        boolean quiet = all.get().stream().allMatch(other -> other.runsInProgress() == 0);
        if (quiet != rehearsing) {
          worker.rehearse(quiet);
          rehearsing = quiet;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
