package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.SearchBench;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench search}: does finding messages take longer the more there are? */
@Command(name = "search", description = "Measures how long it takes to find messages among ever more.", mixinStandardHelpOptions = true)
final class BenchSearchCommand implements Callable<Integer> {
  private static final int LEAST = 10_000;

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--messages", paramLabel = "N", defaultValue = "1000000", description = "how many in the end, from 10,000 in steps of ten (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(names = "--grown", description = "on Redis and Cassandra, not on the embedded store")
  private boolean grown;

  @Option(names = "--json", description = "print one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() {
    Foreground foreground = new Foreground(spec);
    Map<String, Object> report = new SearchBench(Installation.present(),
        new SearchBench.Plan(BenchOptions.atLeast("--messages", messages, LEAST), grown), foreground::note).run();
    foreground.print(json
        ? Json.text(report)
        : report.entrySet().stream().map(size -> size.getKey() + " messages, ms: " + size.getValue())
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
