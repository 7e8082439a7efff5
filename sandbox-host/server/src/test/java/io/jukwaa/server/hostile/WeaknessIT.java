package io.jukwaa.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the suite finds what it is there to find: each mistake is built into a copy of the host, and a program that the
 * host withstands ({@link HostileSuiteIT}) must get away with it.
 */
@Timeout(120)
class WeaknessIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Path PROGRAMS = Path.of("src/test/resources/hostile");

  static Stream<Weakness> weaknesses() {
    return Stream.of(Weakness.keysWithoutTenant(), Weakness.contactsWithoutTenant(), Weakness.unresolvedAddresses(),
        Weakness.unboundReplies(), Weakness.mergedEnvelope(), Weakness.loading(), Weakness.hostClasses(),
        Weakness.rawLogLines(), Weakness.noAllowance(), Weakness.rightsAfterDone(), Weakness.realmsNotSetBack());
  }

  @ParameterizedTest
  @MethodSource("weaknesses")
  void isFound(Weakness weakness, @TempDir Path temporary) throws Exception {
    String file = weakness.program() + ".js";
    Files.copy(PROGRAMS.resolve(file), temporary.resolve(file));
    try (WeakInstallation weak = WeakInstallation.of(weakness, HOME, HOME.resolve("sandbox-host/server/target/weak"))) {
      HostileReport report = new HostileSuite(weak.installation(), new HostileSuite.Plan(temporary, 1, 2,
          Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1)), _ -> {}).run();
      assertThat(report.isRight()).as(report.summary()).isFalse();
      assertThat(Stream.concat(report.wrong().stream(), report.verdicts().stream().flatMap(it -> it.wrong().stream())))
          .anyMatch(line -> line.contains("PWNED") || line.contains("forged"));
      assertThat(report.goodWrong()).as("the good tenant has nothing to do with it").isZero();
    }
  }
}
