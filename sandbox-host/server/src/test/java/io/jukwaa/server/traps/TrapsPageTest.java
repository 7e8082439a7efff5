package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page that says what holds each trap names each trap, and only what is there. */
class TrapsPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| .* \\| (.+) \\|$");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
  private static final Path TESTS = Path.of("src/test/java/io/jukwaa/server/traps");
  private static final Path TABLES = AppBench.HOME.resolve("sandbox-host/resources/src/test/resources");

  private static List<MatchResult> rows() throws IOException {
    String page = Files.readString(AppBench.HOME.resolve("docs/reference/traps.md"));
    return ROW.matcher(page).results().toList();
  }

  @Test
  void hasEveryTrapOnce() throws IOException {
    assertThat(rows()).extracting(row -> Integer.parseInt(row.group(1)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 69).boxed().toList());
  }

  @Test
  void namesOnlyWhatIsThere() throws IOException {
    for (MatchResult row : rows()) {
      List<String> names = NAMED.matcher(row.group(2)).results().map(name -> name.group(1)).toList();
      assertThat(names.isEmpty()).as(row.group()).isEqualTo(row.group(2).startsWith("Not ours"));
      for (String name : names) {
        assertThat(isThere(name)).as(name).isTrue();
      }
    }
  }

  private static boolean isThere(String name) throws IOException {
    if (name.endsWith(".json")) {
      return Files.exists(TABLES.resolve(name));
    }
    String[] test = name.split("\\.", 2);
    return Files.readString(TESTS.resolve(test[0] + ".java")).contains("  void " + test[1] + "(");
  }
}
