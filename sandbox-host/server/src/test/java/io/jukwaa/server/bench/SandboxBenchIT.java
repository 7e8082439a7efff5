package io.jukwaa.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's sides do what they are measured doing. How fast they are is nothing a test can know. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SandboxBenchIT {
  @TempDir
  private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void measuresFourSidesThatAnswerRight() throws Exception {
    JsonNode report = new ObjectMapper().readTree(outputOf("bench", "sandbox", "--json", "--seconds", "1", "--rounds",
        "1", "--warm-up", "3", "--compile", "off", "--connections", "2"));
    assertThat(report.fieldNames()).toIterable().containsExactly("jukwaa", "nodePerMessage", "nodeReused",
        "v8InProcess");
    assertThat(report).allSatisfy(side -> {
      assertThat(side.path("wrong").asLong(-1)).isZero();
      for (String figure : List.of("perSecond", "p50Ms", "p99Ms", "cpuMsPerMessage")) {
        assertThat(side.path(figure).asDouble()).as(figure).isPositive();
      }
    });
  }

  private String outputOf(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("../../jukwaa"));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("JUKWAA_SKIP_BUILD", "1");
    // A worker without its ahead-of-time cache may take long for its first message where a build runs beside it.
    builder.environment().put("JUKWAA_SANDBOX_WALL_TIME", "60s");
    builder.environment().put("JUKWAA_SANDBOX_CPU_TIME", "30s");
    Process process = builder.start();
    started.add(process);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output;
  }
}
