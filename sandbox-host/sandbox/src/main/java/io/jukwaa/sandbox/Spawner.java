package io.jukwaa.sandbox;

import io.jukwaa.confinement.Confinement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Starts worker processes. Thread-safe.
 *
 * <p>Confined ones come from one thread that is confined itself, for ever: a process inherits that, and so does every
 * thread this thread would start. So it must never wake a virtual thread, for that may start a carrier. It is talked to
 * through a thread of the ordinary kind, and only such threads may wait for a worker's end, which a thread of the JDK
 * tells them that has been started here.
 */
final class Spawner implements AutoCloseable {
  private static final List<Path> SYSTEM = Stream.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache",
      "/proc/meminfo", "/proc/cpuinfo", "/sys/fs/cgroup", "/sys/devices/system/cpu",
      "/sys/kernel/mm/transparent_hugepage", "/dev/random", "/dev/urandom").map(Path::of).toList();
  private static final List<Path> WRITABLE = List.of(Path.of("/dev/null"));

  private final boolean confining;
  private final ExecutorService asking = single("worker-starts");
  private final ExecutorService confined = single("spawner");

  /** @param settings name the folders a worker reads */
  Spawner(SandboxSettings settings) {
    confining = settings.osIsolation() != SandboxSettings.OsIsolation.OFF;
    if (confining) {
      List<Path> readable = Stream.concat(SYSTEM.stream(), Stream.of(Path.of(System.getProperty("java.home")),
          settings.workerDirectory(), settings.moduleSets(), settings.cacheDirectory())).toList();
      confined.execute(() -> Confinement.confineChildren(readable, WRITABLE));
    }
  }

  /** Starts the process and returns at once. */
  Process start(ProcessBuilder builder) throws IOException {
    try {
      return asking.submit(() -> confining ? confined.submit(builder::start).get() : builder.start()).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the host is stopping", e);
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    asking.shutdown();
    confined.shutdown();
  }

  private static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }
}
