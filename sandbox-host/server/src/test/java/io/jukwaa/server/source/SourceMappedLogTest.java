package io.jukwaa.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What an author reads of an error are places in the author's files. */
class SourceMappedLogTest {
  private static final String PLACE = "at weeks (dist/weeks.js:16:10)";

  /** Keeps everything. */
  private static final class Memory implements AppLog {
    private final List<Line> lines = new ArrayList<>();

    @Override
    public void append(App app, int level, String text) {
      lines.add(new Line(Instant.EPOCH, level, text));
    }

    @Override
    public long remove(App app, Predicate<String> text) {
      return 0;
    }

    @Override
    public List<Line> tail(App app, int limit) {
      return lines;
    }
  }

  private final AppLog log = new SourceMappedLog(new Memory());

  private static App app(String source) {
    return new App("weeks", "health", "dist/weeks.js", source, "jukwaa", Map.of(), Set.of(), false, Set.of());
  }

  private String appended(App app, int level, String text) {
    log.append(app, level, text);
    return log.tail(app, 1).getLast().text();
  }

  @Test
  void namesPlacesInTheFilesTheScriptWasBuiltOf() throws IOException {
    App app = app(SourceMapTest.built());
    assertThat(appended(app, AppLog.ERROR, "message 1: TypeError: no\n    " + PLACE + "\n    at (dist/weeks.js:1:1)"))
        .isEqualTo("message 1: TypeError: no\n    at weeks (weeks.js:3:12)\n    at (dist/weeks.js:1:1)");
  }

  @Test
  void looksAtTheScriptThatRuns() throws IOException {
    assertThat(appended(app(SourceMapTest.built()), AppLog.ERROR, PLACE)).contains("weeks.js:3:12");
    assertThat(appended(app("another();"), AppLog.ERROR, PLACE)).isEqualTo(PLACE);
    assertThat(appended(app(SourceMapTest.built()), AppLog.ERROR, PLACE)).contains("weeks.js:3:12");
  }

  @Test
  void leavesWhatIsNoErrorAlone() throws IOException {
    assertThat(appended(app(SourceMapTest.built()), AppLog.INFO, PLACE)).isEqualTo(PLACE);
    assertThat(appended(app(SourceMapTest.built()), AppLog.ERROR, "at other.js:16:10")).isEqualTo("at other.js:16:10");
  }
}
