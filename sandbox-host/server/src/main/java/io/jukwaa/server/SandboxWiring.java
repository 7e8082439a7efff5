package io.jukwaa.server;

import io.jukwaa.sandbox.SandboxSettings;
import io.jukwaa.sandbox.SandboxSettings.Compile;
import io.jukwaa.sandbox.SandboxSettings.OsIsolation;
import io.jukwaa.server.settings.Settings;
import java.util.Locale;

/** What the installation was told, as the sandbox wants to hear it. */
public final class SandboxWiring {
  private SandboxWiring() {}

  public static SandboxSettings settings(Settings.Sandbox told, Installation installation) {
    Settings.Workers workers = told.workers();
    return new SandboxSettings(installation.worker(), installation.moduleSets(), installation.cache(),
        Compile.valueOf(workers.compile().toUpperCase(Locale.ROOT)), Math.toIntExact(workers.heap() >> 20),
        workers.spare(), workers.most(), workers.runsEach(), workers.idleTime(), workers.recycleAfter(),
        OsIsolation.valueOf(told.osIsolation().toUpperCase(Locale.ROOT)));
  }
}
