package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.ScaleBench;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench scale}: what it costs to share stores, and what another host brings. */
@Command(name = "scale", description = "Measures one host on its own database, and one and two on Redis and Cassandra.", mixinStandardHelpOptions = true)
final class BenchScaleCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    ScaleBench.Plan plan = new ScaleBench.Plan(options.toolkit(installation), options.compile(), options.connections(),
        options.timing());
    Foreground foreground = new Foreground(spec);
    Map<String, Object> report = new ScaleBench(installation, plan, foreground::note).run();
    foreground.print(options.json()
        ? Json.text(report)
        : report.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue())
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
