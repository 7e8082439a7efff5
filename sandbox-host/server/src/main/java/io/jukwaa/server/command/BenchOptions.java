package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.SandboxBench.Timing;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What every benchmark that sends traffic can be told. */
final class BenchOptions {
  @Option(names = "--json", description = "print one JSON object instead of a table")
  private boolean json;

  @Option(names = "--toolkit", paramLabel = "NAME", defaultValue = App.STANDARD_MODULES, description = "the module set of the app (default: ${DEFAULT-VALUE})")
  private String toolkit = "";

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "one turn in a round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "rounds, each with a turn for everything compared (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--warm-up", paramLabel = "N", defaultValue = "90", description = "seconds of traffic for the host before the first round (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--connections", paramLabel = "N", defaultValue = "64", description = "connections to the host, each with one message on its way (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(names = "--compile", paramLabel = "WHEN", defaultValue = "on", description = "sandbox.compile of the host: auto, on or off (default: ${DEFAULT-VALUE})")
  private String compile = "";

  boolean json() {
    return json;
  }

  /** @throws InvalidFieldException if there is no such module set */
  String toolkit(Installation installation) {
    installation.checkModuleSet("--toolkit", toolkit);
    return toolkit;
  }

  String compile() {
    return compile;
  }

  int connections() {
    return atLeast("--connections", connections, 1);
  }

  Timing timing() {
    return new Timing(Duration.ofSeconds(atLeast("--warm-up", warmUp, 0)),
        Duration.ofSeconds(atLeast("--seconds", seconds, 1)), atLeast("--rounds", rounds, 1));
  }

  static int atLeast(String option, int value, int least) {
    if (value < least) {
      throw new InvalidFieldException(option, value, ">= " + least);
    }
    return value;
  }
}
