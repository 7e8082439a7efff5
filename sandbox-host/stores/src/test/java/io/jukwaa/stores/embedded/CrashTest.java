package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.stores.contract.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process at random points, again and again over one database, and looks at what is left.
 *
 * <p>{@code -Djukwaa.crash.rounds=200} is the long form, {@code -Djukwaa.crash.seed} another set of points.
 */
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("jukwaa.crash.rounds", 8);
  private static final long SEED = Long.getLong("jukwaa.crash.seed", 1);
  private static final int MOST_LINES = 1_000;

  @TempDir
  private Path data;

  /** What a killed process left behind. */
  private record Wreck(int lines, List<String> untrue, List<String> halves) {}

  @Test
  void keepsEveryAcknowledgedWriteWhole() throws Exception {
    Random random = new Random(SEED);
    int lines = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Wreck wreck = crash(CrashChild.Mode.HONEST, round, random);
      assertThat(wreck.untrue()).as("acknowledged and lost in round %d", round).isEmpty();
      assertThat(wreck.halves()).as("half written in round %d", round).isEmpty();
      lines += wreck.lines();
    }
    assertThat(lines).isGreaterThanOrEqualTo(ROUNDS);
  }

  /** Control: were the check blind, it would pass this process too. */
  @Test
  void catchesAProcessThatAcknowledgesBeforeItWrites() throws Exception {
    Random random = new Random(SEED);
    List<String> untrue = new ArrayList<>();
    for (int round = 0; untrue.isEmpty() && round < ROUNDS; round++) {
      untrue.addAll(crash(CrashChild.Mode.EARLY, round, random).untrue());
    }
    assertThat(untrue).isNotEmpty();
  }

  /** Control: as above, for what is written in two steps. */
  @Test
  void catchesAProcessThatWritesInTwoSteps() throws Exception {
    Random random = new Random(SEED);
    List<String> halves = new ArrayList<>();
    for (int round = 0; halves.isEmpty() && round < ROUNDS; round++) {
      halves.addAll(crash(CrashChild.Mode.HALVES, round, random).halves());
    }
    assertThat(halves).isNotEmpty();
  }

  private Wreck crash(CrashChild.Mode mode, int round, Random random) throws Exception {
    List<String> acknowledged = acknowledgedBeforeTheKill(mode, "r" + round, 1 + random.nextInt(MOST_LINES));
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, new SettableClock())) {
      CrashCheck check = new CrashCheck(database);
      return new Wreck(acknowledged.size(), check.untrue(acknowledged), check.halves());
    }
  }

  private List<String> acknowledgedBeforeTheKill(CrashChild.Mode mode, String name, int lines) throws Exception {
    Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp",
        System.getProperty("java.class.path"), CrashChild.class.getName(), data.toString(), mode.name(), name)
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output = child.inputReader()) {
      List<String> said = readAtLeast(output, lines);
      child.toHandle().destroyForcibly(); // the process's own method would close what it said
      output.lines().forEach(said::add);
      assertThat(child.waitFor()).as("exit status: killed").isEqualTo(137);
      return said.stream().filter(line -> line.endsWith(" .")).toList();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static List<String> readAtLeast(BufferedReader output, int lines) throws IOException {
    List<String> said = new ArrayList<>();
    while (said.size() < lines) {
      String line = output.readLine();
      assertThat(line).as("the process ended by itself after %s", said).isNotNull();
      said.add(line);
    }
    return said;
  }
}
