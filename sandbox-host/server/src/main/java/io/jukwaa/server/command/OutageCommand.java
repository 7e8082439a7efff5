package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.chaos.OutageReport;
import io.jukwaa.server.chaos.OutageRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa chaos outage}: what do users see while a store is gone? Exit code 1 if not what they should. */
@Command(name = "outage", description = "Takes Redis away from a host under load, then Cassandra, or the room on their disk, and says what users saw and what piled up.", mixinStandardHelpOptions = true)
final class OutageCommand implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "30", description = "how long each is gone (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--people", paramLabel = "N", defaultValue = "8", description = "how many phone, and how many text (default: ${DEFAULT-VALUE})")
  private int people;

  @Option(names = "--disk", paramLabel = "FOLDER", description = ChaosCommand.DISK)
  private @Nullable Path disk;

  @Option(names = "--json", description = "print one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() {
    OutageRun.Plan plan = new OutageRun.Plan(Duration.ofSeconds(BenchOptions.atLeast("--seconds", seconds, 1)), WARM_UP,
        MEASURED, BenchOptions.atLeast("--people", people, 1), ChaosCommand.disk(disk));
    Foreground foreground = new Foreground(spec);
    Installation installation = Installation.present();
    OutageReport report = new OutageRun(installation, installation.home(), plan, foreground::note).run();
    foreground.print(json ? Json.text(report.json()) : Json.pretty(report.json()));
    return report.isRight() && report.isQuick() ? 0 : 1;
  }
}
