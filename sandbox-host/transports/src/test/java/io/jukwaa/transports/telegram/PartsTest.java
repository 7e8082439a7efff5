package io.jukwaa.transports.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Where a long text is cut. */
class PartsTest {
  private static final String LINE = "x".repeat(4000);

  @Property(tries = 500)
  void losesNothingButBlanksAndFits(@ForAll("texts") String text) {
    List<String> parts = Parts.cut(text);

    assertThat(String.join("", parts).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    assertThat(parts).allSatisfy(part -> {
      assertThat(part).isNotBlank().hasSizeLessThanOrEqualTo(Parts.LONGEST);
      assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
      assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
    });
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "word ", "😀", "\n", " ", "y".repeat(1500), "😀".repeat(1200), "\n".repeat(4200))
        .list().ofMaxSize(12).map(pieces -> String.join("", pieces));
  }

  @Test
  void leavesAShortTextAsItIs() {
    assertThat(Parts.of(" a\n b ")).containsExactly(" a\n b ");
    assertThat(Parts.of("x".repeat(4096))).containsExactly("x".repeat(4096));
  }

  @Test
  void cutsAtTheEndOfALine() {
    assertThat(Parts.of(LINE + "\n" + "1. Yes yes\n2. No ".repeat(10))).hasSize(2).first().asString()
        .startsWith(LINE).endsWith("1. Yes yes");
    assertThat(Parts.of("x".repeat(4096) + "\nnext")).containsExactly("x".repeat(4096), "next");
  }

  @Test
  void cutsBetweenWordsOfALongLine() {
    assertThat(Parts.of(LINE + " " + "y".repeat(200))).containsExactly(LINE, "y".repeat(200));
  }

  @Test
  void cutsALongWordBetweenCharacters() {
    assertThat(Parts.of("x".repeat(4097))).containsExactly("x".repeat(4096), "x");
    assertThat(Parts.of("x" + "😀".repeat(2048))).containsExactly("x" + "😀".repeat(2047), "😀");
  }

  @Test
  void refusesWhatMakesNoPartsOrTooMany() {
    assertThatThrownBy(() -> Parts.of(" \n ")).isInstanceOf(InvalidFieldException.class)
        .hasMessage("content: blank (expected: text)");
    assertThat(Parts.of("x".repeat(40_960))).hasSize(10);
    assertThatThrownBy(() -> Parts.of("x".repeat(40_961)))
        .hasMessage("content: 40961 characters (expected: at most 10 messages of 4096)");
  }
}
