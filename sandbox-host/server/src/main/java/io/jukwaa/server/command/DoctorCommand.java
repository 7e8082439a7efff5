package io.jukwaa.server.command;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Logging;
import io.jukwaa.server.SandboxWiring;
import io.jukwaa.server.doctor.Finding;
import io.jukwaa.server.doctor.Finding.Grade;
import io.jukwaa.server.doctor.MachineChecks;
import io.jukwaa.server.doctor.SandboxChecks;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Settings.Log;
import io.jukwaa.server.settings.Values;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa doctor}: can this machine run a host? Exit code 1 if anything fails. */
@Command(name = "doctor", description = "Checks whether this machine can run the host.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() {
    Settings settings = Settings.of(listen.over(Values.standard().withEnvironment(System.getenv())));
    Logging.configure(new Log("error", settings.log().format()));
    List<Finding> findings = Stream.concat(MachineChecks.all(settings).stream(),
        SandboxChecks.all(SandboxWiring.settings(settings.sandbox(), Installation.present())).stream()).toList();
    Foreground foreground = new Foreground(spec);
    findings.forEach(finding -> foreground.print(finding.line()));
    return findings.stream().anyMatch(finding -> finding.grade() == Grade.FAIL) ? 1 : 0;
  }
}
