package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.OutboxBench;
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

/** {@code ./jukwaa bench outbox}: how fast messages leave, and what phones notice of it. */
@Command(name = "outbox", description = "Measures a broadcast beside phones, and whether channels hold their caps.", mixinStandardHelpOptions = true)
final class BenchOutboxCommand implements Callable<Integer> {
  private static final List<Integer> CAPS = List.of(100, 150);

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--messages", paramLabel = "N", defaultValue = "100000", description = "of the broadcast, from 50 (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(names = "--rate", paramLabel = "N", defaultValue = "10000", description = "of it a second at most (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(names = "--phones", paramLabel = "N", defaultValue = "50", description = "screens a second beside it (default: ${DEFAULT-VALUE})")
  private int phones;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "20", description = "phones alone, and each cap (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--warm-up", paramLabel = "N", defaultValue = "90", description = "seconds of phones before that (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--json", description = "print one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() {
    Foreground foreground = new Foreground(spec);
    OutboxBench.Plan plan = new OutboxBench.Plan(BenchOptions.atLeast("--messages", messages, 50),
        BenchOptions.atLeast("--rate", rate, 1),
        BenchOptions.atLeast("--phones", phones, 1), CAPS,
        Duration.ofSeconds(BenchOptions.atLeast("--seconds", seconds, 1)),
        Duration.ofSeconds(BenchOptions.atLeast("--warm-up", warmUp, 1)));
    Map<String, Object> report = new OutboxBench(Installation.present(), plan, foreground::note).run();
    foreground.print(json
        ? Json.text(report)
        : report.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue())
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
