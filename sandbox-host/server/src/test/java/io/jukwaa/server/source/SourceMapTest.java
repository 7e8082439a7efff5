package io.jukwaa.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places in a file that esbuild made, {@code weeks.js} of two files, are those of what it was made of. */
class SourceMapTest {
  /** Written by {@code jukwaa build}. */
  static String built() throws IOException {
    try (InputStream script = Objects.requireNonNull(SourceMapTest.class.getResourceAsStream("weeks.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int lineOf(String script, String part) {
    return (int) script.substring(0, script.indexOf(part)).lines().count();
  }

  private static String with(String json) {
    return "code();\n//# sourceMappingURL=data:application/json;base64,"
        + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + "\n";
  }

  @Test
  void leadsToTheFilesTheAuthorWrote() throws IOException {
    String built = built();
    SourceMap map = Objects.requireNonNull(SourceMap.in(built));
    assertThat(map.origin(lineOf(built, "return born.weeks"), 10)).hasToString("weeks.js:3:12");
    assertThat(Objects.requireNonNull(map.origin(lineOf(built, "count: (0,"), 55)).source()).isEqualTo("app.js");
  }

  @Test
  void knowsNothingOfPlacesOutsideTheMap() throws IOException {
    SourceMap map = Objects.requireNonNull(SourceMap.in(built()));
    assertThat(map.origin(1, 1)).isNull();
    assertThat(map.origin(0, 1)).isNull();
    assertThat(map.origin(100_000, 1)).isNull();
  }

  @Test
  void readsTheNumbersOfTheStandard() {
    assertThat(Base64Vlq.decode("AAgBC")).isEqualTo(List.of(0, 0, 16, 1));
    assertThat(Base64Vlq.decode("D")).isEqualTo(List.of(-1));
    assertThat(Base64Vlq.decode("2HwcqxB")).isEqualTo(List.of(123, 456, 789));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"mappings\":1,\"sources\":[]}",
      "{\"mappings\":\"A!\",\"sources\":[\"a.js\"]}",
      "{\"mappings\":\"AAAA\",\"sources\":[]}", "{\"mappings\":\"AADA\",\"sources\":[\"a.js\"]}",
      "{\"mappings\":\"g\",\"sources\":[\"a.js\"]}", "{\"mappings\":\"ggggggggggggggggB\",\"sources\":[\"a.js\"]}"})
  void isNotThereWhereAnAppSaysSomethingElse(String json) {
    assertThat(SourceMap.in(with(json))).isNull();
  }

  @Test
  void isNotThereInOtherScripts() {
    assertThat(SourceMap.in("code();")).isNull();
    assertThat(SourceMap.in("code();\n//# sourceMappingURL=code.js.map\n")).isNull();
    assertThat(SourceMap.in("code();\n//# sourceMappingURL=data:application/json;base64,!!!\n")).isNull();
  }
}
