package io.jukwaa.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own hostile programs against a real host; the long form is {@code ./jukwaa hostile DIR}. */
@Timeout(400)
class HostileSuiteIT {
  private static final Path PROGRAMS = Path.of("src/test/resources/hostile");
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = Installation.at(HOME);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  /** How soon a run stops is a figure, which the command holds to; a busy machine must not decide a test. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static HostileReport run(Path folder) {
    return new HostileSuite(INSTALLATION,
        new HostileSuite.Plan(folder, 1, 1, WARM_UP, Duration.ofSeconds(1), Duration.ofSeconds(4), PATIENCE), _ -> {})
        .run();
  }

  @Test
  void letsNothingGetAway() {
    HostileReport report = run(PROGRAMS);
    assertThat(report.verdicts()).hasSize(19).filteredOn(verdict -> !verdict.isRight()).isEmpty();
    assertThat(report.verdicts()).filteredOn(verdict -> verdict.program().name().equals("cpu-unstoppable"))
        .allMatch(Verdict::workerLost);
    assertThat(report.isRight()).as(report.summary()).isTrue();
  }

  /** The control: a suite that cannot find anything would find nothing here either. */
  @Test
  void findsWhatGetsAway(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("says-so.js"), """
        // MUST: denied: nothing.
        api.on_inbound_message = function () { this.log_info('PWNED: it works'); this.done(); };
        """);
    Files.writeString(folder.resolve("stores-it.js"), """
        // MUST: denied: nothing.
        api.on_inbound_message = function () {
          var self = this;
          self.request('kv.set', {key: 'k', value: 'PWNED: stored'}, function () { self.done(); });
        };
        """);
    Files.writeString(folder.resolve("is-not-stopped.js"), """
        // MUST: killed: nothing.
        api.on_inbound_message = function () { this.done(); };
        """);
    HostileReport report = run(folder);
    assertThat(report.verdicts()).filteredOn(Verdict::isRight).extracting(verdict -> verdict.program().name())
        .containsExactly("stores-it");
    assertThat(report.wrong()).anyMatch(line -> line.startsWith("traces in the store"));
    assertThat(report.isRight()).isFalse();
  }

  @Test
  void refusesAProgramThatDoesNotSayWhatMustComeOfIt(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("mute.js"), "api.done();\n");
    assertThatThrownBy(() -> run(folder)).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith("mute.js: api.done(); (expected: // MUST: <verdict>: <what>");
    Files.writeString(folder.resolve("mute.js"), "// MUST: banana: nothing.\n");
    assertThatThrownBy(() -> run(folder)).isInstanceOf(InvalidFieldException.class).hasMessageContaining("killed|");
  }
}
