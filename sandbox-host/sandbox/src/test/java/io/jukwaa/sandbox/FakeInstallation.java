package io.jukwaa.sandbox;

import io.jukwaa.frame.Frame;
import io.jukwaa.sandbox.SandboxSettings.Compile;
import io.jukwaa.worker.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A worker folder as the build lays it out, in which the worker is the one of these tests. */
record FakeInstallation(Path folder) {
  /** Writes the folder; its only library is a jar that leads to the classes. */
  static FakeInstallation in(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, location(Main.class) + " " + location(Frame.class));
    Path jar = Files.createDirectories(folder.resolve("worker/lib")).resolve("fake.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return new FakeInstallation(folder);
  }

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

  private static String location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI().toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
