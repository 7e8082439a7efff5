package io.jukwaa.server.command;

import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Logging;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.Fixtures;
import io.jukwaa.server.settings.Catalogue;
import io.jukwaa.server.settings.Layer;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How one app is run for its developer: only warnings are logged.
 *
 * @param keepsData whether somebody said where data is kept; otherwise it goes when the process does
 */
record Developing(Settings settings, boolean keepsData) {
  static Developing of(ListenOptions listen) {
    Values quiet = Values.standard().withFile(Map.of("log.level", "warn"));
    Values values = listen.over(quiet.withEnvironment(System.getenv()));
    return new Developing(Settings.of(values), values.layer(Catalogue.DATA_DIRECTORY) != Layer.DEFAULT);
  }

  /** The same, with data kept in the folder of the settings whether somebody named it or not. */
  Developing keeping() {
    return new Developing(settings, true);
  }

  /** What is deployed: one app of one tenant, in this installation. */
  record Setup(Installation installation, Deployment deployment, Fixtures fixtures) {
    Host.Plan plan(Settings settings) {
      return new Host.Plan(settings, installation, deployment,
          new Host.Development(deployment.apps().getFirst(), fixtures));
    }
  }

  /** Runs until the process ends. */
  int run(Foreground foreground, Setup setup, Function<Host, String> text) {
    Logging.configure(settings.log());
    if (keepsData) {
      return foreground.run(setup.plan(settings), text, () -> {});
    }
    Path temporary = temporary();
    return foreground.run(setup.plan(settings.withData(temporary)), text, () -> remove(temporary));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("jukwaa");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
