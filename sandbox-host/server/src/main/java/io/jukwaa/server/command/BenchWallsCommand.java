package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.WallsBench;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench walls}: what it costs that the operating system holds workers. */
@Command(name = "walls", description = "Measures throughput with workers held by the operating system and without.", mixinStandardHelpOptions = true)
final class BenchWallsCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    WallsBench.Plan plan = new WallsBench.Plan(options.toolkit(installation), options.compile(),
        options.connections(), options.timing());
    Foreground foreground = new Foreground(spec);
    WallsBench.Report report = new WallsBench(installation, plan, foreground::note).run();
    foreground.print(options.json()
        ? Json.text(Map.of("perSecond", report.perSecond(), "ratios", report.ratios(), "ratio", report.ratio(),
            "wrong", report.wrong()))
        : String.format("with walls %.1f/s, without %.1f/s: %.3f times (rounds %s)%s",
            report.perSecond().get("required"), report.perSecond().get("off"), report.ratio(),
            report.ratios().stream().map(ratio -> String.format("%.3f", ratio)).toList(),
            report.wrong() == 0 ? "" : "; WRONG " + report.wrong()));
    return report.wrong() == 0 ? 0 : 1;
  }
}
