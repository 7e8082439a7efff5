package io.jukwaa.server.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Markdown file and its fenced blocks in their order. */
record Page(Path file, List<Block> blocks) {
  static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  /** A comment readers do not see: {@code <!-- test: … -->}; its block has the language {@code test}. */
  private static final Pattern COMMENT = Pattern.compile("<!-- test: (.*) -->");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`:$");
  private static final String FENCE = "```";

  /**
   * @param name what the line above calls it, as in {@code `app.js`:}; empty without one
   * @param line where it begins
   */
  record Block(String language, String name, String text, int line) {}

  Page {
    blocks = List.copyOf(blocks);
  }

  /** Every page people read. */
  static List<Path> all() throws IOException {
    try (Stream<Path> docs = Files.walk(HOME.resolve("docs"));
        Stream<Path> examples = Files.walk(HOME.resolve("campaigns-examples"))) {
      Stream<Path> front = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(HOME::resolve);
      return Stream.of(front, docs, examples).flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md") && !file.toString().contains("node_modules")).sorted()
          .toList();
    }
  }

  static Page read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Block> blocks = new ArrayList<>();
    String above = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      Matcher comment = COMMENT.matcher(line);
      if (comment.matches()) {
        blocks.add(new Block("test", "", comment.group(1), at + 1));
      } else if (line.startsWith(FENCE)) {
        Block block = block(lines, at, above);
        blocks.add(block);
        at += Math.toIntExact(block.text().lines().count()) + 1;
      } else if (!line.isEmpty()) {
        above = line;
      }
    }
    return new Page(file, blocks);
  }

  /** The table rows whose first cell is code, as cells. */
  List<List<String>> rows() throws IOException {
    return Files.readAllLines(file).stream().filter(line -> line.startsWith("| `"))
        .map(line -> Stream.of(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList()).toList();
  }

  @Override
  public String toString() {
    return HOME.relativize(file).toString();
  }

  private static Block block(List<String> lines, int opening, String above) {
    String fence = lines.get(opening);
    int indent = fence.indexOf(FENCE);
    StringBuilder text = new StringBuilder();
    for (String line : lines.subList(opening + 1, lines.size())) {
      if (line.strip().equals(FENCE)) {
        break;
      }
      text.append(line.substring(Math.min(indent, line.length()))).append('\n');
    }
    Matcher name = NAME.matcher(above);
    return new Block(fence.strip().substring(FENCE.length()), name.find() ? name.group(1) : "", text.toString(),
        opening + 1);
  }
}
