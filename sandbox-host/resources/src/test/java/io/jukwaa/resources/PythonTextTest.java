package io.jukwaa.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected texts are what Python 2.7 prints. */
class PythonTextTest {
  @Test
  void quotesTextAsPythonDoes() {
    assertThat(PythonText.repr("abc")).isEqualTo("u'abc'");
    assertThat(PythonText.repr("it's")).isEqualTo("u\"it's\"");
    assertThat(PythonText.repr("'\"")).isEqualTo("u'\\'\"'");
    assertThat(PythonText.repr("\t\r\n\\\u0001\u007f")).isEqualTo("u'\\t\\r\\n\\\\\\x01\\x7f'");
    assertThat(PythonText.repr("é\u20ac\ud83d\ude00\ud800")).isEqualTo("u'\\xe9\\u20ac\\U0001f600\\ud800'");
  }

  @Test
  void writesRealNumbersWithTheDigitsPythonUses() {
    assertThat(List.of(1.0, -0.0, 0.1, 1e16, 123456789012345680.0, 1e-4, 1e-5, 1.5e300).stream().map(PythonText::repr))
        .containsExactly("1.0", "-0.0", "0.1", "1e+16", "1.2345678901234568e+17", "0.0001", "1e-05", "1.5e+300");
    assertThat(List.of(0.1 + 0.2, 1e10, 1e11, 2.0 / 3).stream().map(PythonText::str))
        .containsExactly("0.3", "10000000000.0", "1e+11", "0.666666666667");
  }

  @Test
  void marksLongIntegers() {
    assertThat(PythonText.repr(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    assertThat(PythonText.repr(new BigInteger("9223372036854775808"))).isEqualTo("9223372036854775808L");
    assertThat(PythonText.str(new BigInteger("9223372036854775808"))).isEqualTo("9223372036854775808");
  }

  @Test
  void writesContainers() {
    assertThat(PythonText.str(Map.of("a", List.of(true, "b")))).isEqualTo("{u'a': [True, u'b']}");
    assertThat(PythonText.repr(null)).isEqualTo("None");
  }
}
