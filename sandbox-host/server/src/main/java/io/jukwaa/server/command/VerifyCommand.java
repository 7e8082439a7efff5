package io.jukwaa.server.command;

import io.jukwaa.stores.embedded.DatabaseCheck;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa store verify}: does the embedded database hold together? Exit code 1 if not. */
@Command(name = "verify", description = "Checks the embedded database; a host may run on it meanwhile.", mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private DataOption data = new DataOption();

  @Override
  public Integer call() {
    DatabaseCheck check = DatabaseCheck.of(data.folder());
    Foreground foreground = new Foreground(spec);
    check.rows().forEach((table, rows) -> foreground.print(String.format("%-20s %,15d", table, rows)));
    check.problems().forEach(foreground::note);
    foreground.print(check.problems().isEmpty() ? "ok" : "problems: " + check.problems().size());
    return check.problems().isEmpty() ? 0 : 1;
  }
}
