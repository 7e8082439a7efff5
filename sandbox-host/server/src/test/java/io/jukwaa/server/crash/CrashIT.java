package io.jukwaa.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.hostile.WeakInstallation;
import io.jukwaa.server.hostile.Weakness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real host, killed; and whether the check would find a host that loses or doubles something. */
@Timeout(240)
class CrashIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final String DISPATCH = "sandbox-host/server/src/main/java/io/jukwaa/server/dispatch/";

  private static final Installation INSTALLATION = Installation.at(HOME);

  @TempDir
  private Path folder;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void losesAndDoublesNothing() throws Exception {
    assertThat(new CrashedHost(INSTALLATION, folder, HostProcess::kill).findings()).isEmpty();
  }

  /** SIGTERM, and more time to run than {@code server.stop-within} gives. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void losesAndDoublesNothingWhenItIsStopped() throws Exception {
    assertThat(new CrashedHost(INSTALLATION, folder, HostProcess::close).findings()).isEmpty();
  }

  /** Controls: were the check blind, it would pass these hosts too. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void findsARunThatIsRepeatedAndWhatItSendsTwice() throws Exception {
    assertThat(findings(
        new Weakness("replied", DISPATCH + "Ledger.java", "if (before.replyTo(id) == null && (AppRun",
            "if (!id.isEmpty() && (AppRun"),
        new Weakness("sent", DISPATCH + "AppRun.java", "origins.put(id, new Origin(runOf, ordinal));",
            "origins.put(id, new Origin(runOf, (int) System.nanoTime() & 0xfffffff));")))
        .anyMatch(line -> line.startsWith("replied is run again"))
        // In whatever order: the seeded places in the run are those of a clock.
        .anyMatch(line -> line.startsWith("sent has sent [") && line.split("for sent", -1).length == 3);
  }

  @Test
  @EnabledIfSystemProperty(named = "jukwaa.long", matches = "true", disabledReason = "only with -Djukwaa.long=true")
  @Execution(ExecutionMode.CONCURRENT)
  void findsAMessageThatNobodyTakesOver() throws Exception {
    assertThat(findings(new Weakness("stored", DISPATCH + "Dispatcher.java",
        "present.putIfAbsent(exchange.key(), exchange);\n    crowd.enter(app.tenant(), Integer.MAX_VALUE);\n    enqueue(exchange);",
        ""),
        new Weakness("told", DISPATCH + "Events.java", "return true;\n      });\n      tell(channel, app, event, 1);",
            "return true;\n      });")))
        .anyMatch(line -> line.startsWith("the app is not told of the event once"))
        .anyMatch(line -> line.startsWith("stored and behind are not run once and in order"))
        .anyMatch(line -> line.startsWith("the app's log"));
  }

  private List<String> findings(Weakness... weaknesses) throws Exception {
    try (WeakInstallation weak = WeakInstallation.of(List.of(weaknesses), HOME,
        HOME.resolve("sandbox-host/server/target/weak"))) {
      return new CrashedHost(weak.installation(), folder, HostProcess::kill).findings();
    }
  }
}
