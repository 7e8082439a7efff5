package io.jukwaa.server;

import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.DeploymentLoader;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.transports.Transports;
import java.nio.file.Path;

/** A host of this process, with what {@code ./jukwaa serve --config} would run. */
public final class DeployedHost {
  public static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  private DeployedHost() {}

  /** @param file the settings; the data is in {@code data} beside it */
  public static Host start(Path file) {
    ConfigurationFile read = ConfigurationFile.read(file);
    Settings settings = Settings.of(Values.standard().withFile(read.settings()))
        .withData(read.folder().resolve("data"));
    Deployment deployment = new DeploymentLoader(read.folder(), settings, Transports.builtIn()).load(read.deploy());
    return new Host(new Host.Plan(settings, Installation.at(HOME), deployment, null));
  }
}
