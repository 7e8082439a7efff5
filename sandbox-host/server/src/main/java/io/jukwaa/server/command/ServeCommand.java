package io.jukwaa.server.command;

import io.jukwaa.resource.App;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Logging;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.DeploymentLoader;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.transports.Transports;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa serve}: the host with what its settings file deploys. */
@Command(name = "serve", description = "Runs the host.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "the settings, in YAML")
  private @Nullable Path config;

  @Option(names = "--print-config", description = "print every setting and where its value came from, and end")
  private boolean printConfig;

  @Mixin
  private ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() {
    ConfigurationFile file = config == null ? ConfigurationFile.none() : ConfigurationFile.read(config);
    Values values = listen
        .over(Values.standard().withFile(file.settings()).withEnvironment(System.getenv()));
    Settings settings = Settings.of(values);
    Foreground foreground = new Foreground(spec);
    Installation installation = Installation.present();
    Deployment deployment = new DeploymentLoader(file.folder(), settings, Transports.builtIn()).load(file.deploy());
    deployment.apps().stream().filter(App::runsInSandbox)
        .forEach(app -> installation.checkModuleSet("deploy.apps." + app.key() + ".modules", app.modules()));
    if (printConfig) {
      foreground.print(values.table());
      return 0;
    }
    Logging.configure(settings.log());
    return foreground.run(new Host.Plan(settings, installation, deployment, null),
        host -> "jukwaa listens on " + foreground.url(settings, host.port()) + " with " + deployment.apps().size()
            + " apps and " + deployment.channels().size() + " channels",
        () -> {});
  }
}
