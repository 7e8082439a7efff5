package io.jukwaa.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./jukwaa chaos outage --disk}: a file system in memory, for which one must be root. */
@Timeout(300)
class FullDiskIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = Installation.at(HOME);

  @TempDir
  private Path folder;

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", folder.toString());
  }

  @Test
  @EnabledIfSystemProperty(named = "jukwaa.long", matches = "true", disabledReason = "only with -Djukwaa.long=true")
  void leavesNobodyWithoutAnAnswerWhileTheDiskIsFull() throws IOException, InterruptedException {
    mount("300m");
    OutageReport report = new OutageRun(INSTALLATION, HOME, new OutageRun.Plan(Duration.ofSeconds(6), Duration.ZERO,
        Duration.ofSeconds(1), 3, new SmallDisk(folder)), _ -> {}).run();
    assertThat(report.outages()).extracting(Outage::store).containsExactly("disk");
    assertThat(report.isRight()).as("%s", report.json()).isTrue();
    assertThat(report.outages()).allMatch(outage -> outage.notReady() < 6_000 && outage.phones().all() >= 3);
  }

  @Test
  void isFullToTheLastByteAndHasItsRoomAgain() throws IOException, InterruptedException {
    mount("300m");
    SmallDisk disk = new SmallDisk(folder);
    disk.fill();
    try {
      assertThatThrownBy(() -> Files.writeString(folder.resolve("one"), "1")).isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
    } finally {
      disk.free();
    }
    assertThat(Files.readString(Files.writeString(folder.resolve("two"), "2"))).isEqualTo("2");
  }

  @Test
  void fillsNoDiskThatMayBeSomebodys() throws IOException, InterruptedException {
    refuses(folder);
    mount("5g");
    refuses(folder);
    unmount();
    mount("1m");
    Files.writeString(folder.resolve("letter"), "dear");
    refuses(folder);
  }

  private static void refuses(Path folder) {
    assertThatThrownBy(() -> new SmallDisk(folder)).isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("--disk: " + folder + " (expected: the root of an empty file system of at most 4 GiB");
  }

  private void mount(String size) throws IOException, InterruptedException {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0,
        "no file system can be mounted here: not root, or in a container without CAP_SYS_ADMIN");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        .waitFor();
  }
}
