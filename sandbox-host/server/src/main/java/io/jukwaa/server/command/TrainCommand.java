package io.jukwaa.server.command;

import io.jukwaa.resource.App;
import io.jukwaa.sandbox.AotCache;
import io.jukwaa.sandbox.SandboxSettings;
import io.jukwaa.server.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code ./jukwaa train-workers}: writes the cache that lets workers start quickly. The launcher runs it after a build. */
@Command(name = "train-workers", hidden = true, description = "Writes the cache workers start from.")
final class TrainCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Installation here = Installation.present();
    new AotCache(SandboxSettings.defaults(here.worker(), here.moduleSets(), here.cache())).train(App.STANDARD_MODULES);
    return ExitCode.OK;
  }
}
