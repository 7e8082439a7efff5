package io.jukwaa.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a confined process, whatever Java code runs in it, can and cannot do. {@link Probe} is that process. */
@Timeout(120)
@EnabledIf("hasLandlock")
class ConfinementTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  /** The thread stays confined for ever, so each test has its own. */
  private final ExecutorService confined = Executors.newSingleThreadExecutor(Thread.ofPlatform().factory());

  @TempDir
  private Path folder;
  private Process victim;

  static boolean hasLandlock() {
    return SystemCall.IS_X86_64 && Landlock.version() > 0;
  }

  @BeforeEach
  void startAVictim() throws Exception {
    victim = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endIt() {
    confined.close();
    victim.destroyForcibly();
  }

  /** Runs the probe and reads its lines: name to result. */
  private Map<String, String> probe(boolean confining) throws Exception {
    List<Path> classes = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
        .filter(entry -> entry.endsWith("classes")).map(Path::of).toList();
    List<Path> readable = new ArrayList<>(List.of(JAVA, Path.of("/lib"), Path.of("/lib64"), Path.of("/usr/lib"),
        Path.of("/etc/ld.so.cache"), Path.of("/dev/urandom"), Path.of("/proc/cpuinfo")));
    readable.addAll(classes);
    ProcessBuilder builder = new ProcessBuilder(JAVA.resolve("bin/java").toString(), "-XX:-UsePerfData",
        "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-cp",
        String.join(java.io.File.pathSeparator, classes.stream().map(Path::toString).toList()), Probe.class.getName(),
        Long.toString(victim.pid()), folder.toString(), Boolean.toString(confining)).redirectErrorStream(true);
    Process process = confined.submit(() -> {
      if (confining) {
        Confinement.confineChildren(readable, List.of(Path.of("/dev/null")));
      }
      return builder.start();
    }).get();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Map<String, String> results = new LinkedHashMap<>();
    output.lines().filter(line -> line.contains("=")).forEach(line -> results.put(line.substring(0, line.indexOf('=')),
        line.substring(line.indexOf('=') + 1)));
    return results;
  }

  @Test
  void deniesWhateverAWorkerHasNoUseFor() throws Exception {
    Map<String, String> results = probe(true);
    assertThat(Layer.parse(String.valueOf(results.remove("layers")))).isEqualTo(EnumSet.allOf(Layer.class));
    assertThat(results.remove("start a thread")).isEqualTo("done");
    assertThat(results).hasSameSizeAs(Probe.DENIED).allSatisfy((what, result) -> assertThat(result).as(what)
        .startsWith("denied"));
    assertThat(victim.isAlive()).isTrue();
  }

  /** The control: without the walls the same probes succeed, so they do probe something. */
  @Test
  void deniesNothingWithoutTheWalls() throws Exception {
    Map<String, String> results = probe(false);
    results.remove("layers");
    results.remove("start a thread");
    assertThat(results).hasSameSizeAs(Probe.DENIED).allSatisfy((what, result) -> assertThat(result).as(what)
        .isEqualTo("done"));
    assertThat(victim.waitFor()).isNotZero();
  }

  @Test
  void leavesOtherThreadsOfTheHostAlone() throws Exception {
    probe(true);
    assertThat(Confinement.inForce()).isEmpty();
  }
}
