package io.jukwaa.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      plain text, with é and 😀 | plain text, with é and 😀
      a\\nERROR forged          | a\\n  ERROR forged
      a\\r\\nERROR forged       | a\\n  ERROR forged
      a\\rERROR forged          | a\\n  ERROR forged
      a\\u2028ERROR forged      | a\\n  ERROR forged
      a\\u0085ERROR forged      | a\\n  ERROR forged
      Error: a\\n    at app.js:1 | Error: a\\n    at app.js:1
      a\\n\\nb                  | a\\n  \\n  b
      a\\tb                     | a\\tb
      \\u001b[31mred            | '\\\\u001b[31mred'
      \\u0008\\u0000\\u007f\\u009b | '\\\\u0008\\\\u0000\\\\u007f\\\\u009b'
      \\u202eabc\\u2066         | '\\\\u202eabc\\\\u2066'
      """)
  void showsNothingThatIsNotOneLine(String text, String safe) {
    assertThat(LogText.safe(characters(text))).isEqualTo(safe.translateEscapes());
  }

  /** As in a Java source: {@link String#translateEscapes} knows no Unicode escapes. */
  private static String characters(String escaped) {
    return Pattern.compile("\\\\u(....)").matcher(escaped)
        .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))))
        .translateEscapes();
  }
}
