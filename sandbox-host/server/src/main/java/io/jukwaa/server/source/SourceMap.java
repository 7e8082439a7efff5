package io.jukwaa.server.source;

import io.jukwaa.server.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The source map at the end of a built script, as {@code jukwaa build} writes it: a comment with a {@code data:} URL.
 * Format: ECMA-426, version 3 without sections. Immutable.
 *
 * @see <a href="https://tc39.es/ecma426/">ECMA-426</a>
 */
final class SourceMap {
  /** A place in a file; line and column from 1, as engines write them. */
  record Place(String source, int line, int column) {
    Place {
      if (line < 1 || column < 1) {
        throw new IllegalArgumentException("line " + line + ", column " + column + " (expected: 1 or more)");
      }
    }

    @Override
    public String toString() {
      return source + ":" + line + ":" + column;
    }
  }

  private static final Pattern INLINE = Pattern
      .compile("\\n//# sourceMappingURL=data:application/json;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)\\s*$");
  /** Far more than the map of any app that may be uploaded; a longer one is not looked into. */
  private static final int LONGEST = 4 << 20;

  /** For each line of the script, from 0: where its stretches begin and what they came from. */
  private final List<NavigableMap<Integer, Place>> lines;

  private SourceMap(List<NavigableMap<Integer, Place>> lines) {
    this.lines = lines;
  }

  /** The map in a script; null if there is none, or what is there is no source map. */
  static @Nullable SourceMap in(String script) {
    int end = script.lastIndexOf("\n//# sourceMappingURL=");
    if (end < 0 || script.length() - end > LONGEST) {
      return null;
    }
    Matcher inline = INLINE.matcher(script).region(end, script.length());
    return inline.find() ? decoded(inline.group(1)) : null;
  }

  private static @Nullable SourceMap decoded(String base64) {
    try {
      var map = Json.object("source map",
          new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8)).members();
      if (map.get("mappings") instanceof String mappings && map.get("sources") instanceof List<?> sources) {
        return new SourceMap(lines(mappings, sources));
      }
      return null;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null; // an app's own text, which may be anything
    }
  }

  /** Numbers are differences to the last stretch; those of the script's column to the last one of its line. */
  private static List<NavigableMap<Integer, Place>> lines(String mappings, List<?> sources) {
    List<NavigableMap<Integer, Place>> lines = new ArrayList<>();
    int source = 0;
    int line = 0;
    int column = 0;
    for (String ofLine : mappings.split(";", -1)) {
      NavigableMap<Integer, Place> places = new TreeMap<>();
      int begin = 0;
      for (String stretch : ofLine.isEmpty() ? new String[0] : ofLine.split(",", -1)) {
        List<Integer> numbers = Base64Vlq.decode(stretch);
        begin += numbers.get(0);
        if (numbers.size() >= 4) {
          source += numbers.get(1);
          line += numbers.get(2);
          column += numbers.get(3);
          places.put(begin, new Place(String.valueOf(sources.get(source)), line + 1, column + 1));
        }
      }
      lines.add(places);
    }
    return lines;
  }

  /** What a place in the script came from; null if the map does not say. */
  @Nullable
  Place origin(int line, int column) {
    if (line < 1 || line > lines.size()) {
      return null;
    }
    Map.Entry<Integer, Place> stretch = lines.get(line - 1).floorEntry(column - 1);
    return stretch == null ? null : stretch.getValue();
  }
}
