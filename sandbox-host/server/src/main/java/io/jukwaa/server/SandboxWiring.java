package io.jukwaa.server;

import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.sandbox.SandboxSettings;
import io.jukwaa.sandbox.SandboxSettings.Compile;
import io.jukwaa.server.settings.Settings;
import java.util.Locale;

/** What the installation was told, as the sandbox wants to hear it. */
public final class SandboxWiring {
  private SandboxWiring() {}

  public static SandboxSettings settings(Settings.Sandbox told, Installation installation) {
    Settings.Workers workers = told.workers();
    Settings.Budget budget = told.budget();
    return new SandboxSettings(installation.worker(), installation.moduleSets(), installation.cache(),
        Compile.valueOf(workers.compile().toUpperCase(Locale.ROOT)), Math.toIntExact(workers.heap() >> 20),
        workers.spare(), workers.most(), workers.runsEach(), workers.idleTime(), workers.recycleAfter(),
        budget.wallTime(), new Budget(budget.cpuTime().toMillis(), budget.allocatedBytes(), budget.requests(),
            Math.toIntExact(budget.outputBytes())));
  }
}
