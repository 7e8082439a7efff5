package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.SmppBench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench smpp}: how fast messages leave over SMPP and come in, beside Kannel. */
@Command(name = "smpp", description = "Measures how fast messages leave over SMPP and texts come in, all stored, beside Kannel, and whether caps are held.", mixinStandardHelpOptions = true)
final class BenchSmppCommand implements Callable<Integer> {
  private static final List<Integer> CAPS = List.of(100, 150);

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--messages", paramLabel = "N", defaultValue = "100000", description = "that leave, from 100 (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(names = "--texts", paramLabel = "N", defaultValue = "30000", description = "that come in, from 100 (default: ${DEFAULT-VALUE})")
  private int texts;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "of each side (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "20", description = "each cap, of 100 and of 150 PDUs a second (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--json", description = "print one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() {
    Foreground foreground = new Foreground(spec);
    SmppBench.Plan plan = new SmppBench.Plan(BenchOptions.atLeast("--messages", messages, 100),
        BenchOptions.atLeast("--texts", texts, 100), BenchOptions.atLeast("--rounds", rounds, 1),
        CAPS, Duration.ofSeconds(BenchOptions.atLeast("--seconds", seconds, 1)));
    Map<String, Object> report = new SmppBench(Installation.present(), plan, foreground::note).run();
    foreground.print(json
        ? Json.text(report)
        : report.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue())
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
