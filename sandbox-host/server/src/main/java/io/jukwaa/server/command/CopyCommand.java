package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Logging;
import io.jukwaa.server.StoreMove;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.stores.copy.StoreCopy.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa store copy}: moves a host's data to stores that hosts share. Exit code 1 if something differs. */
@Command(name = "copy", description = "Copies what one host kept to a Redis and a Cassandra, and compares both. No host may run on either.", mixinStandardHelpOptions = true)
final class CopyCommand implements Callable<Integer> {
  private static final String SOURCE = "sqlite:";
  private static final String TARGET = "redis+cassandra:";

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--from", paramLabel = "sqlite:DIR", required = true, description = "the data folder")
  private String from = "";

  @Option(names = "--to", paramLabel = "redis+cassandra:FILE", required = true, description = "the settings file of the hosts that will run")
  private String to = "";

  @Override
  public Integer call() {
    Path source = Path.of(after("--from", from, SOURCE, "a data folder"));
    ConfigurationFile file = ConfigurationFile.read(Path.of(after("--to", to, TARGET, "a settings file")));
    Settings target = Settings.of(Values.standard().withFile(file.settings()).withEnvironment(System.getenv()));
    Logging.configure(new Settings.Log("warn", target.log().format()));
    Foreground foreground = new Foreground(spec);
    List<Outcome> outcomes;
    try (ProgressBar bar = new ProgressBar(foreground)) {
      outcomes = new StoreMove(source, target, Clock.systemUTC()).run(bar);
    }
    foreground.print(String.format("%-28s %15s %15s", "", "in the folder", "found as it is"));
    outcomes.forEach(outcome -> foreground
        .print(String.format("%-28s %,15d %,15d%s", outcome.part(), outcome.source(), outcome.found(),
            outcome.isWhole() ? "" : "  DIFFERS")));
    boolean whole = outcomes.stream().allMatch(Outcome::isWhole);
    foreground.print(whole
        ? "ok: start hosts with that settings file. From now on the folder is a copy of the past."
        : "not whole: the same command copies anew what differs");
    return whole ? 0 : 1;
  }

  private static String after(String option, String given, String prefix, String what) {
    if (!given.startsWith(prefix) || given.length() == prefix.length()) {
      throw new InvalidFieldException(option, given, prefix + " and " + what);
    }
    return given.substring(prefix.length());
  }
}
