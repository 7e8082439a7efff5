package io.jukwaa.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The ahead-of-time cache from which workers start in half the time. It is written once, by a training run of a worker,
 * and is good for one build on one JDK; the JVM itself refuses a cache that does not fit.
 */
final class AotCache {
  private final SandboxSettings settings;

  AotCache(SandboxSettings settings) {
    this.settings = settings;
  }

  /** The cache for this command; null if there is none. */
  @Nullable
  Path of(WorkerCommand command) {
    Path cache = settings.cacheDirectory().resolve("worker-" + command.moduleSet() + ".aot");
    return !command.compiling() && Files.isReadable(cache) ? cache : null;
  }
}
