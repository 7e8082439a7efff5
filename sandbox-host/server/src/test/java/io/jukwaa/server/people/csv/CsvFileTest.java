package io.jukwaa.server.people.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"UTF-8,'',','", "UTF-8,\uFEFF,;", "windows-1252,'',;", "UTF-16LE,\uFEFF,'\t'", "UTF-16BE,\uFEFF,','",
      "UTF-8,'',|"})
  void findsOutHowAFileIsWritten(String charset, String mark, String separator) throws Exception {
    CsvFile file = file(mark + "Prénom|Numéro\r\nZoë|0711\r\n\r\nJosé|0712\r\n".replace("|", separator), charset);
    assertThat(file.charset()).isEqualTo(Charset.forName(charset));
    assertThat(file.separator()).isEqualTo(separator.charAt(0));
    assertThat(file.records()).isEqualTo(3);
    assertThat(file.first(3)).extracting(CsvFile.Line::cells).containsExactly(List.of("Prénom", "Numéro"),
        List.of("Zoë", "0711"), List.of("José", "0712"));
    assertThat(file.first(3)).extracting(CsvFile.Line::line).containsExactly(1L, 2L, 4L);
  }

  @Test
  void readsSeparatorsQuotesAndLineEndsInsideQuotes() throws Exception {
    CsvFile file = file("name,phone\n\"Ukoo, \"\"Ann\"\"\nNairobi\",0711\nBen,0712\n", "UTF-8");
    assertThat(file.first(3)).extracting(CsvFile.Line::cells)
        .contains(List.of("Ukoo, \"Ann\"\nNairobi", "0711"), List.of("Ben", "0712"));
    assertThat(file.first(3)).extracting(CsvFile.Line::line).containsExactly(1L, 2L, 4L);
  }

  @Test
  void takesAFileForWindowsWhereverItsFirstSuchLetterIs() throws Exception {
    String text = "name,phone\n" + "Ann,0711\n".repeat(20_000) + "Zoë,0712\n";
    assertThat(file(text, "windows-1252").charset()).isEqualTo(Charset.forName("windows-1252"));
    assertThat(file(text, "UTF-8").charset()).isEqualTo(Charset.forName("UTF-8"));
  }

  @Test
  void refusesWhatIsNoSuchFile() {
    assertThatThrownBy(() -> file("", "UTF-8")).isInstanceOf(InvalidFieldException.class)
        .hasMessage("file: empty (expected: at least one line)");
    assertThatThrownBy(() -> CsvFile.of(folder.resolve("none"), "none")).isInstanceOf(InvalidFieldException.class)
        .hasMessageEndingWith("(expected: a file that can be read)");
  }

  private CsvFile file(String text, String charset) throws IOException {
    return CsvFile.of(Files.write(folder.resolve("file"), text.getBytes(Charset.forName(charset))), "file");
  }
}
