package io.jukwaa.server.command;

import io.jukwaa.server.settings.Catalogue;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data folder, for commands that run no host: the option, the environment or the default. */
final class DataOption {
  @Option(names = "--data", paramLabel = "DIR", description = "the data folder")
  private @Nullable String data;

  Path folder() {
    return Settings.of(Values.standard().withEnvironment(System.getenv())
        .withOption("--data", Catalogue.DATA_DIRECTORY, data)).data().directory();
  }
}
