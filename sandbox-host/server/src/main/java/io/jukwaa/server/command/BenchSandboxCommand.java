package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.SandboxBench;
import io.jukwaa.server.bench.SandboxBench.Plan;
import io.jukwaa.server.bench.SandboxBench.Way;
import io.jukwaa.server.bench.SandboxReport;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench sandbox}: our host beside other ways of running the same app. */
@Command(name = "sandbox", description = "Runs the same app in four ways, in turns, and compares them.", mixinStandardHelpOptions = true)
final class BenchSandboxCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--sides", paramLabel = "NAME", split = ",", description = "the sides, of ${COMPLETION-CANDIDATES} (default: all)")
  private Set<Way> sides = EnumSet.allOf(Way.class);

  @Mixin
  private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    Plan plan = new Plan(sides, options.toolkit(installation), options.compile(), options.connections(),
        options.timing());
    Foreground foreground = new Foreground(spec);
    SandboxReport report = new SandboxBench(installation, plan, foreground::note).run();
    foreground.print(options.json() ? Json.text(report.json()) : report.table());
    return report.isRight() ? 0 : 1;
  }
}
