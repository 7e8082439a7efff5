package io.jukwaa.sandbox;

import io.jukwaa.frame.Frame;
import io.jukwaa.sandbox.SandboxSettings.Compile;
import io.jukwaa.worker.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A worker folder as the build lays it out, in which the worker is the one of these tests. */
record FakeInstallation(Path folder) {
  /** Writes the folder. The classes are copied: a confined worker can read nothing outside. */
  static FakeInstallation in(Path folder) throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("worker/lib"));
    copy(location(Main.class), libraries.resolve("fake.jar"));
    copy(location(Frame.class), libraries.resolve("frame.jar"));
    return new FakeInstallation(folder);
  }

  /** A module set whose workers end when they may rehearse. */
  static final String LEAVES_INSTEAD_OF_REHEARSING = "leaves-instead-of-rehearsing";

  /** Settings for it without the compiler. */
  SandboxSettings settings(int spares, Duration idle, int recycleAfter) {
    return new SandboxSettings(folder.resolve("worker"), folder.resolve("module-sets"), folder.resolve("cache"),
        Compile.OFF, 32, spares, 16, 64, idle, recycleAfter, SandboxSettings.OsIsolation.OFF);
  }

  /** Settings under which a worker that nothing holds, as the fake is, takes no run. */
  SandboxSettings requiringWalls() {
    SandboxSettings free = settings(0, Duration.ofMinutes(1), 1_000);
    return new SandboxSettings(free.workerDirectory(), free.moduleSets(), free.cacheDirectory(), free.compile(),
        free.heapMegabytes(), 0, 16, 64, free.idle(), 1_000, SandboxSettings.OsIsolation.REQUIRED);
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** @param classes a jar or a folder that would be one */
  private static void copy(Path classes, Path jar) throws IOException {
    if (Files.isRegularFile(classes)) {
      Files.copy(classes, jar);
      return;
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }
}
