package io.jukwaa.server.command;

import io.jukwaa.stores.embedded.DatabaseBackup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa store backup}: a copy of the embedded database, of a running host too. */
@Command(name = "backup", description = "Copies the embedded database; a host may run on it meanwhile.", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private DataOption data = new DataOption();

  @Option(names = "--to", paramLabel = "DIR", required = true, description = "gets jukwaa.db; made if it is not there")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    long bytes = DatabaseBackup.write(data.folder(), target);
    new Foreground(spec).print(target.resolve("jukwaa.db") + ": " + String.format("%,d", bytes) + " bytes");
    return 0;
  }
}
