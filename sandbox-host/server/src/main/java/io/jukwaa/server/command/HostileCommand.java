package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.hostile.HostileReport;
import io.jukwaa.server.hostile.HostileSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa hostile}: does anything get out? Exit code 1 if so. */
@Command(name = "hostile", description = "Runs hostile programs against a host and says what came of them.", mixinStandardHelpOptions = true)
final class HostileCommand implements Callable<Integer> {
  private static final Duration MOST_OVER = Duration.ofMillis(250);

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "folder of the programs; the first line of each says what must come of it")
  private Path folder = Path.of("");

  @Option(names = "--report", paramLabel = "FILE", description = "write everything as JSON to this file too")
  private @Nullable Path report;

  @Option(names = "--json", description = "print one JSON object instead of a summary")
  private boolean json;

  @Option(names = "--attackers", paramLabel = "N", defaultValue = "1", description = "tenants that attack at once, each with every program (default: ${DEFAULT-VALUE})")
  private int attackers;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "1", description = "how often each runs every program (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--warm-up", paramLabel = "N", defaultValue = "60", description = "seconds until the good tenant's messages count (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--cpu-time", paramLabel = "MS", defaultValue = "1000", description = "processor time a run of a hostile tenant may use (default: ${DEFAULT-VALUE})")
  private int cpuTime;

  @Option(names = "--wall-time", paramLabel = "MS", defaultValue = "4000", description = "the longest such a run may take (default: ${DEFAULT-VALUE})")
  private int wallTime;

  @Override
  public Integer call() {
    HostileSuite.Plan plan = new HostileSuite.Plan(folder, BenchOptions.atLeast("--attackers", attackers, 1),
        BenchOptions.atLeast("--rounds", rounds, 1), Duration.ofSeconds(BenchOptions.atLeast("--warm-up", warmUp, 1)),
        Duration.ofMillis(BenchOptions.atLeast("--cpu-time", cpuTime, 10)),
        Duration.ofMillis(BenchOptions.atLeast("--wall-time", wallTime, 10)), MOST_OVER);
    Foreground foreground = new Foreground(spec);
    HostileReport result = new HostileSuite(Installation.present(), plan, foreground::note).run();
    foreground.print(json ? Json.text(result.json()) : result.summary());
    if (report != null) {
      write(report, Json.pretty(result.json()));
    }
    return result.isRight() ? 0 : 1;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new InvalidFieldException("--report", file, "a file that can be written");
    }
  }
}
