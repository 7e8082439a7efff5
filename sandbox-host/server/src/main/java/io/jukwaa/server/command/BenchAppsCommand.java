package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.AppsBench;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench apps}: throughput when messages go to ever more apps. */
@Command(name = "apps", description = "Measures throughput with 1, 10, 100 and 1,000 apps in use.", mixinStandardHelpOptions = true)
final class BenchAppsCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--tenants", paramLabel = "N", defaultValue = "1", description = "whom the apps belong to; each in use has a worker (default: ${DEFAULT-VALUE})")
  private int tenants;

  @Mixin
  private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    AppsBench.Plan plan = new AppsBench.Plan(BenchOptions.atLeast("--tenants", tenants, 1),
        options.toolkit(installation), options.compile(), options.connections(), options.timing());
    Foreground foreground = new Foreground(spec);
    Map<String, Double> perSecond = new AppsBench(installation, plan, foreground::note).run();
    foreground.print(options.json()
        ? Json.text(perSecond)
        : perSecond.entrySet().stream()
            .map(apps -> String.format("%5s apps of %d tenants: %8.1f/s", apps.getKey(), tenants, apps.getValue()))
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
