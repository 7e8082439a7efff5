package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.chaos.ChaosReport;
import io.jukwaa.server.chaos.ChaosRun;
import io.jukwaa.server.chaos.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa chaos}: is anything lost when processes die? Exit code 1 if so, or if they take too long to come back. */
@Command(name = "chaos", subcommands = OutageCommand.class, description = "Kills hosts, workers, Redis and Cassandra under load, and says what was lost or doubled.", mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
  static final String DISK = "the root of an empty file system of at most 4 GiB, for the data of Redis and Cassandra; it is filled";
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--nodes", paramLabel = "N", defaultValue = "2", description = "hosts (default: ${DEFAULT-VALUE})")
  private int nodes;

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "5", description = "how long processes are killed (default: ${DEFAULT-VALUE})")
  private double minutes;

  @Option(names = "--people", paramLabel = "N", defaultValue = "4", description = "how many phone, and how many text (default: ${DEFAULT-VALUE})")
  private int people;

  @Option(names = "--stored", paramLabel = "N", defaultValue = "0", description = "messages of another app that are there before (default: ${DEFAULT-VALUE})")
  private int stored;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides who is killed when (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--disk", paramLabel = "FOLDER", description = DISK + " now and then")
  private @Nullable Path disk;

  @Option(names = "--json", description = "print one JSON object instead of lines")
  private boolean json;

  /** @throws InvalidFieldException if it is on a file system that must not be filled */
  static @Nullable SmallDisk disk(@Nullable Path folder) {
    return folder == null ? null : new SmallDisk(folder);
  }

  @Override
  public Integer call() {
    long seconds = Math.round(minutes * 60);
    ChaosRun.Plan plan = new ChaosRun.Plan(BenchOptions.atLeast("--nodes", nodes, 1),
        Duration.ofSeconds(BenchOptions.atLeast("--minutes", Math.toIntExact(seconds), 1)),
        BenchOptions.atLeast("--people", people, 1), BenchOptions.atLeast("--stored", stored, 0), seed, disk(disk),
        LONGEST_END);
    Foreground foreground = new Foreground(spec);
    Installation installation = Installation.present();
    ChaosReport report = new ChaosRun(installation, installation.home(), plan, foreground::note).run();
    foreground.print(json ? Json.text(report.json()) : report.summary());
    return report.isRight() && report.isQuick() ? 0 : 1;
  }
}
