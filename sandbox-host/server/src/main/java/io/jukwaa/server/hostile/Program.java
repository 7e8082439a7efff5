package io.jukwaa.server.hostile;

import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hostile app. Its first line reads {@code // MUST: <verdict>: <what must happen>}.
 *
 * @param verdict what must come of it, for example {@code killed}
 * @param must what must happen, for people
 */
record Program(String name, Path file, String verdict, String must) {
  private static final String VERDICTS = "killed|throttled|denied|error|contained|no effect|no data";
  private static final Pattern FIRST_LINE = Pattern.compile("// MUST: ((?:" + VERDICTS + ")\\b[^:]*): (.*)");

  /** @throws InvalidFieldException if there is none, or one does not say what must come of it */
  static List<Program> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Program> programs = files.filter(file -> file.toString().endsWith(".js")).sorted().map(Program::read)
          .toList();
      if (programs.isEmpty()) {
        throw new InvalidFieldException("DIR", folder, "a folder with programs that end in .js");
      }
      return programs;
    } catch (IOException e) {
      throw new InvalidFieldException("DIR", folder, "a folder that can be read");
    }
  }

  /** Whether the program may also come to its end by itself, with an error or without. */
  boolean mayEnd() {
    return !verdict.equals("killed") || must.matches("(?s)(\\()?or .*");
  }

  private static Program read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      String first = lines.findFirst().orElse("");
      Matcher must = FIRST_LINE.matcher(first);
      if (!must.matches()) {
        throw new InvalidFieldException(String.valueOf(file.getFileName()), first,
            "// MUST: <verdict>: <what>, its verdict beginning with one of " + VERDICTS);
      }
      String name = String.valueOf(file.getFileName());
      return new Program(name.substring(0, name.length() - ".js".length()), file, must.group(1), must.group(2));
    } catch (IOException e) {
      throw new InvalidFieldException("DIR", file, "a file that can be read");
    }
  }
}
