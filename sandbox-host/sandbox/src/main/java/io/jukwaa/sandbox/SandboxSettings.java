package io.jukwaa.sandbox;

import io.jukwaa.message.InvalidFieldException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the sandbox is set up.
 *
 * @param workerDirectory holds {@code lib/} and {@code compiler/}, as the build lays them out
 * @param moduleSets holds one folder for each module set
 * @param cacheDirectory where ahead-of-time caches are kept between starts
 * @param compile when guests get the optimising compiler
 * @param heapMegabytes heap of an interpreting worker; at least 32
 * @param spareWorkers blank workers kept ready; at least 0
 * @param maxWorkers workers at once, spares included; at least 1
 * @param runsPerWorker runs in progress at once in one worker; at least 1
 * @param idle after this long without a message a tenant's worker is ended
 * @param recycleAfter messages after which a worker gets a successor; at least 1
 * @param osIsolation how much the operating system must hold workers
 */
public record SandboxSettings(Path workerDirectory, Path moduleSets, Path cacheDirectory, Compile compile,
    int heapMegabytes, int spareWorkers, int maxWorkers, int runsPerWorker, Duration idle, int recycleAfter,
    OsIsolation osIsolation) {
  /** When guests get the optimising compiler. */
  public enum Compile {
    /** In workers of tenants busy enough to repay its warm-up. */
    AUTO,
    /** In every worker. */
    ON,
    /** Never. */
    OFF
  }

  /** Whether workers are held by the operating system, see {@link io.jukwaa.confinement.Layer}. */
  public enum OsIsolation {
    /** A worker that is not held by every layer takes no run. */
    REQUIRED,
    /** By those layers the machine has. */
    PREFERRED,
    /** Not at all, to find out whether a layer is what does harm. */
    OFF
  }

  public SandboxSettings {
    atLeast("heap-megabytes", heapMegabytes, 32);
    atLeast("spare-workers", spareWorkers, 0);
    atLeast("max-workers", maxWorkers, 1);
    atLeast("runs-per-worker", runsPerWorker, 1);
    atLeast("recycle-after", recycleAfter, 1);
  }

  /** The defaults, for workers found in these folders. */
  public static SandboxSettings defaults(Path workerDirectory, Path moduleSets, Path cacheDirectory) {
    return new SandboxSettings(workerDirectory, moduleSets, cacheDirectory, Compile.AUTO, 72, 1, 16, 64,
        Duration.ofMinutes(5), 5_000_000, OsIsolation.PREFERRED);
  }

  private static void atLeast(String field, int value, int least) {
    if (value < least) {
      throw new InvalidFieldException(field, value, ">= " + least);
    }
  }
}
