package io.jukwaa.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class SchedulingTest {
  @Test
  void compilesInTheBackground() {
    Scheduling.compileInBackground();
    assertThat(niceness()).filteredOn(line -> line.startsWith("C2 CompilerThre")).isNotEmpty()
        .allSatisfy(line -> assertThat(line).endsWith(" 10"));
    assertThat(niceness()).filteredOn(line -> line.startsWith("VM Thread")).singleElement().asString()
        .doesNotEndWith(" 10");
  }

  /** Name and niceness of each thread of this process, as {@code proc_pid_stat(5)} shows them. */
  private static List<String> niceness() {
    return threads(ProcessHandle.current().pid()).stream().map(thread -> {
      String stat = read(Path.of("/proc/self/task/" + thread + "/stat"));
      int name = stat.lastIndexOf(')');
      return stat.substring(stat.indexOf('(') + 1, name) + " " + stat.substring(name + 2).split(" ", -1)[16];
    }).sorted().toList();
  }

  private static List<Long> threads(long process) {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process + "/task"))) {
      return files.map(file -> Long.valueOf(file.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
