package io.jukwaa.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.AppLog.Line;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AppLog} does. */
public abstract class AppLogContract {
  private static final App APP = Samples.app("a");

  protected final SettableClock clock = new SettableClock();

  /** A log without lines that tells the time by {@link #clock}; the same for all of one test. */
  protected abstract AppLog log();

  @Test
  void showsLinesOldestFirst() {
    log().append(APP, AppLog.INFO, "one");
    clock.advance(Duration.ofSeconds(1));
    log().append(APP, 35, "two\nand more");
    assertThat(log().tail(APP, 10)).containsExactly(new Line(Samples.START, AppLog.INFO, "one"),
        new Line(Samples.START.plusSeconds(1), 35, "two\n  and more"));
  }

  @Test
  void showsTheNewestUpToALimit() {
    IntStream.range(0, 5).forEach(i -> log().append(APP, AppLog.INFO, "line " + i));
    assertThat(log().tail(APP, 2)).extracting(Line::text).containsExactly("line 3", "line 4");
    assertThat(log().tail(APP, 0)).isEmpty();
  }

  @Test
  void keepsTheNewestThousand() {
    IntStream.range(0, 2_345).forEach(i -> log().append(APP, AppLog.INFO, "line " + i));
    assertThat(log().tail(APP, Integer.MAX_VALUE)).hasSize(AppLog.KEPT).last().extracting(Line::text)
        .isEqualTo("line 2344");
    assertThat(log().tail(APP, Integer.MAX_VALUE)).first().extracting(Line::text).isEqualTo("line 1345");
  }

  @Test
  void keepsAppsApart() {
    log().append(APP, AppLog.INFO, "mine");
    assertThat(log().tail(Samples.app("b"), 10)).isEmpty();
  }

  @Test
  void takesAnyTextAndShowsNothingThatIsNotOneLine() {
    log().append(APP, AppLog.ERROR, "a\0b\uD83Dc");
    assertThat(log().tail(APP, 1)).extracting(Line::text).containsExactly("a\\u0000b\uFFFDc");
  }

  @Test
  void removesTheLinesThatAreAskedFor() {
    for (String text : List.of("keep", "of +27 1", "of +27 1", "keep too")) {
      log().append(APP, AppLog.INFO, text);
    }
    log().append(Samples.app("b"), AppLog.INFO, "of +27");
    assertThat(log().remove(APP, text -> text.contains("+27"))).isEqualTo(2);
    assertThat(log().remove(APP, text -> text.contains("+27"))).isZero();
    assertThat(log().tail(APP, 10)).extracting(Line::text).containsExactly("keep", "keep too");
    assertThat(log().tail(Samples.app("b"), 10)).hasSize(1);
  }

  @Test
  void losesNoLineOfManyAtOnce() {
    Samples.atOnce(10, writer -> IntStream.range(0, 50).forEach(
        i -> log().append(APP, AppLog.INFO, writer + " " + i)));
    List<String> lines = log().tail(APP, AppLog.KEPT).stream().map(Line::text).toList();
    assertThat(lines).hasSize(500).doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.startsWith("3 "))).as("in the order of their writer")
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "3 " + i).toList());
  }

  @Test
  void showsAnEmptyLineAndALevelBelowZero() {
    log().append(APP, -1, "");
    log().append(APP, AppLog.INFO, "  indented");
    assertThat(log().tail(APP, 2)).containsExactly(new Line(Samples.START, -1, ""),
        new Line(Samples.START, AppLog.INFO, "  indented"));
  }
}
