package io.jukwaa.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the suite finds what it is there to find: mistakes are built into a copy of the host, and for each of them a program
 * that the host withstands ({@link HostileSuiteIT}) must get away with it. Several to a copy, as each copy has to start.
 * All of them with {@code -Djukwaa.long=true}, else those of the first copy.
 */
@Timeout(240)
class WeaknessIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Path PROGRAMS = Path.of("src/test/resources/hostile");

  static Stream<List<Weakness>> weaknesses() {
    return Stream.of(
        List.of(Weakness.keysWithoutTenant(), Weakness.contactsWithoutTenant(), Weakness.unresolvedAddresses(),
            Weakness.unboundReplies(), Weakness.rawLogLines()),
        List.of(Weakness.mergedEnvelope(), Weakness.loading(), Weakness.noAllowance(), Weakness.rightsAfterDone()),
        List.of(Weakness.hostClasses(), Weakness.realmsNotSetBack())).limit(Boolean.getBoolean("jukwaa.long") ? 3 : 1);
  }

  @ParameterizedTest
  @MethodSource("weaknesses")
  void areFound(List<Weakness> weaknesses, @TempDir Path programs) throws Exception {
    for (Weakness weakness : weaknesses) {
      String file = weakness.program() + ".js";
      Files.copy(PROGRAMS.resolve(file), programs.resolve(file));
    }
    try (WeakInstallation weak = WeakInstallation.of(weaknesses, HOME,
        HOME.resolve("sandbox-host/server/target/weak"))) {
      HostileReport report = new HostileSuite(weak.installation(), new HostileSuite.Plan(programs, 1, 2,
          Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1)), _ -> {}).run();
      assertThat(report.isRight()).as(report.summary()).isFalse();
      assertThat(weaknesses).allMatch(weakness -> isFound(weakness, report), report.summary());
      assertThat(report.goodWrong()).as("the good tenant has nothing to do with it").isZero();
    }
  }

  /** Programs write their names, some only after their phone was answered. */
  private static boolean isFound(Weakness weakness, HostileReport report) {
    return Stream
        .concat(report.wrong().stream(), report.verdicts().stream().flatMap(verdict -> verdict.wrong().stream()))
        .anyMatch(
            line -> line.contains("PWNED: " + weakness.program()) || line.contains("\nERROR " + weakness.program()));
  }
}
