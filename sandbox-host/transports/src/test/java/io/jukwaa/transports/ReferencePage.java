package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of {@code docs/reference} of which some tables are made from the code: each stands below a comment
 * {@code <!-- made by Test: name -->}. Run the test with {@code -Dpages.write=true} to write them anew.
 */
public record ReferencePage(Path file, Class<?> test) {
  /** @param page its name in the folder */
  public static ReferencePage of(String page, Class<?> test) {
    return new ReferencePage(Path.of("../../docs/reference", page), test);
  }

  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  public String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts that the table has these rows below its head. */
  public void holds(String name, List<String> rows) {
    List<String> lines = new ArrayList<>(text().lines().toList());
    String mark = "<!-- made by " + test.getSimpleName() + ": " + name + " -->";
    assertThat(lines).as("comments of %s", file).containsOnlyOnce(mark);
    int from = lines.indexOf(mark) + 4; // a blank line, names of columns, dashes
    int to = from;
    while (to < lines.size() && lines.get(to).startsWith("|")) {
      to++;
    }
    if (Boolean.getBoolean("pages.write")) {
      lines.subList(from, to).clear();
      lines.addAll(from, rows);
      write(lines);
    } else {
      assertThat(lines.subList(from, to)).as("write it anew with -Dpages.write=true").isEqualTo(rows);
    }
  }

  private void write(List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
