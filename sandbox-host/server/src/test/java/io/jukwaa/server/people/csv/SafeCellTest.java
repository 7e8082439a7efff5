package io.jukwaa.server.people.csv;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeCellTest {
  @ParameterizedTest
  @CsvSource({"=1+1,'''=1+1'", "@SUM(A1),'''@SUM(A1)'", "+cmd|x,'''+cmd|x'", "-1+2,'''-1+2'",
      "+254711000001,+254711000001",
      "-5.5,-5.5", "'''=1','''''=1'", "O'Neil,O'Neil"})
  void marksWhatASpreadsheetWouldRun(String text, String cell) {
    assertThat(SafeCell.written(text)).isEqualTo(cell);
    assertThat(SafeCell.read(cell)).isEqualTo(text);
  }

  @Property(tries = 2_000)
  void readsWhatItWrote(@ForAll("texts") String text) {
    assertThat(SafeCell.read(SafeCell.written(text))).isEqualTo(text);
    assertThat(SafeCell.written(text)).doesNotMatch("(?s)[=@\t\r].*");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("'=+-@\t\r\n1.a").ofMaxLength(6);
  }
}
