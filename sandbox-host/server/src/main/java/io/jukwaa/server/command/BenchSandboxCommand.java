package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.SandboxBench;
import io.jukwaa.server.bench.SandboxBench.Plan;
import io.jukwaa.server.bench.SandboxBench.Timing;
import io.jukwaa.server.bench.SandboxBench.Way;
import io.jukwaa.server.bench.SandboxReport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench sandbox}: our host beside other ways of running the same app. */
@Command(name = "sandbox", description = "Runs the same app in four ways, in turns, and compares them.", mixinStandardHelpOptions = true)
final class BenchSandboxCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "print one JSON object instead of a table")
  private boolean json;

  @Option(names = "--toolkit", paramLabel = "NAME", defaultValue = "vumigo-0.3", description = "the module set of all sides (default: ${DEFAULT-VALUE})")
  private String toolkit = "";

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "each side's turn in a round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "rounds, each with a turn for every side (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--warm-up", paramLabel = "N", defaultValue = "90", description = "seconds of traffic for the host before the first round; Node gets at most 5 (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--connections", paramLabel = "N", defaultValue = "32", description = "connections to the host, each with one message on its way (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(names = "--compile", paramLabel = "WHEN", defaultValue = "on", description = "sandbox.compile of the host: auto, on or off (default: ${DEFAULT-VALUE})")
  private String compile = "";

  @Option(names = "--sides", paramLabel = "NAME", split = ",", description = "the sides, of ${COMPLETION-CANDIDATES} (default: all)")
  private Set<Way> sides = EnumSet.allOf(Way.class);

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    installation.checkModuleSet("--toolkit", toolkit);
    Timing timing = new Timing(Duration.ofSeconds(atLeast("--warm-up", warmUp, 0)),
        Duration.ofSeconds(atLeast("--seconds", seconds, 1)), atLeast("--rounds", rounds, 1));
    Plan plan = new Plan(sides, toolkit, compile, atLeast("--connections", connections, 1), timing);
    Foreground foreground = new Foreground(spec);
    SandboxReport report = new SandboxBench(installation, plan, foreground::note).run();
    foreground.print(json ? Json.text(report.json()) : report.table());
    return report.isRight() ? 0 : 1;
  }

  private static int atLeast(String option, int value, int least) {
    if (value < least) {
      throw new InvalidFieldException(option, value, ">= " + least);
    }
    return value;
  }
}
