package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What becomes of text from outside. */
class TextsTest {
  @Property(tries = 500)
  void makesOneShortLineOfAnything(@ForAll String text, @ForAll @IntRange(min = 2, max = 30) int longest) {
    String line = Texts.line(text, longest);

    assertThat(line.length()).isLessThanOrEqualTo(longest);
    assertThat(Texts.plain("line", line, longest)).doesNotContain("\t", "\n", "\r", "  ");
  }

  @Property(tries = 500)
  void makesPlainTextOfAnything(@ForAll String text) {
    assertThat(Texts.plain("text", Texts.madePlain(text), text.length())).hasSameSizeAs(text);
  }

  @Test
  void makesPlainWhatIsNot() {
    assertThat(Texts.madePlain("a\u007fb\u0000\n\t\ud800😀\udc00")).isEqualTo("a b \n\t\ufffd😀\ufffd");
    assertThat(Texts.madePlain("plain\r\n")).isEqualTo("plain\r\n");
  }

  @Test
  void keepsTheWordsAndCutsBetweenCharacters() {
    assertThat(Texts.line(" two\r\n\twords\u0000 ", 20)).isEqualTo("two words");
    assertThat(Texts.line("half \ud83d!", 20)).isEqualTo("half \ufffd!");
    assertThat(Texts.line("abc", 3)).isEqualTo("abc");
    assertThat(Texts.line("abcd", 3)).isEqualTo("ab…");
    assertThat(Texts.line("a😀bc", 3)).isEqualTo("a…");
  }
}
