package io.jukwaa.server.command;

import io.jukwaa.resource.App;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.StartBench;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa bench start}: how long first replies take, and what an idle host takes. */
@Command(name = "start", description = "Measures first replies and the memory of an idle host.", mixinStandardHelpOptions = true)
final class BenchStartCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "print one JSON object instead of lines")
  private boolean json;

  @Option(names = "--toolkit", paramLabel = "NAME", defaultValue = App.STANDARD_MODULES, description = "the module set of the measured app (default: ${DEFAULT-VALUE})")
  private String toolkit = "";

  @Override
  public Integer call() {
    Installation installation = Installation.present();
    installation.checkModuleSet("--toolkit", toolkit);
    Foreground foreground = new Foreground(spec);
    Map<String, Object> figures = new StartBench(installation, toolkit, foreground::note).run();
    foreground.print(json
        ? Json.text(figures)
        : figures.entrySet().stream().map(figure -> figure.getKey() + ": " + figure.getValue())
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
