package io.jukwaa.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.server.doctor.Finding.Grade;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
  @TempDir
  private Path folder;

  @Test
  void findsNothingWrongHere() throws Exception {
    List<Finding> findings = MachineChecks.all(settings(0, folder.resolve("new")));
    assertThat(findings).extracting(Finding::subject).containsExactly("jdk", "port", "data", "disk");
    assertThat(findings).extracting(Finding::grade).doesNotContain(Grade.FAIL);
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  @Test
  void findsThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(MachineChecks.all(settings(taken.getLocalPort(), folder))).anySatisfy(finding -> {
        assertThat(finding.grade()).isEqualTo(Grade.FAIL);
        assertThat(finding.line()).startsWith("fail  port       127.0.0.1:" + taken.getLocalPort() + " (expected: ");
      });
    }
  }

  @Test
  void findsThatTheFolderCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(MachineChecks.all(settings(0, file.resolve("below")))).filteredOn(f -> f.grade() == Grade.FAIL)
        .extracting(Finding::subject).containsExactly("data", "disk");
  }

  private static Settings settings(int port, Path data) {
    return Settings.of(Values.standard()
        .withFile(Map.of("server.port", String.valueOf(port), "data.directory", data.toString())));
  }
}
