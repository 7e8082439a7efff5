package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands in docker/, tried as its script does where there are no containers. */
class SmokeIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void startsOneHostAndTwoThatAnswerAsOne() throws Exception {
    ProcessBuilder smoke = new ProcessBuilder("docker/smoke.sh").directory(HOME.toFile()).redirectErrorStream(true);
    smoke.environment().put("JUKWAA_SKIP_BUILD", "1");
    Process process = smoke.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("one host answers", "two hosts go on where the one was",
        "two hosts answer as one");
  }
}
