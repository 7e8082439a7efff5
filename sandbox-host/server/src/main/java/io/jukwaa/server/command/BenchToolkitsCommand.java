package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.ToolkitsBench;
import io.jukwaa.server.bench.ToolkitsReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench toolkits}: the same app on two toolkits. */
@Command(name = "toolkits", description = "Runs the same app on two toolkits, in turns, and compares them.", mixinStandardHelpOptions = true)
final class BenchToolkitsCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private BenchOptions options = new BenchOptions();

  @Option(names = "--beside", paramLabel = "NAME", defaultValue = "vumigo-0.3", description = "the module set to compare with (default: ${DEFAULT-VALUE})")
  private String beside = "";

  @Option(names = "--tenants", paramLabel = "N", defaultValue = "5", description = "tenants whose first messages are measured (default: ${DEFAULT-VALUE})")
  private int tenants;

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    installation.checkModuleSet("--beside", beside);
    String toolkit = options.toolkit(installation);
    if (beside.equals(toolkit)) {
      throw new InvalidFieldException("--beside", beside, "another module set than --toolkit");
    }
    ToolkitsBench.Plan plan = new ToolkitsBench.Plan(toolkit, beside, options.compile(), options.connections(),
        BenchOptions.atLeast("--tenants", tenants, 1), options.timing());
    Foreground foreground = new Foreground(spec);
    ToolkitsReport report = new ToolkitsBench(installation, plan, foreground::note).run();
    foreground.print(options.json() ? Json.text(report.json()) : report.table());
    return report.isRight() ? 0 : 1;
  }
}
