package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** The tables of wire formats, {@code golden/<format>/<file>}, as tests. */
public final class Golden {
  public static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  public static final Path TABLES = Path.of("src/test/resources/golden");
  /** Whether what happens is written down, not compared. */
  public static final boolean UPDATE = System.getProperty("golden.update") != null;

  private Golden() {}

  /**
   * The tests of every format that has the file.
   *
   * @param tests makes the tests of a format's table, which write into it when {@link #UPDATE} says so
   */
  public static Stream<DynamicContainer> play(String file, BiFunction<String, JsonNode, Stream<DynamicTest>> tests)
      throws IOException {
    try (Stream<Path> folders = Files.list(TABLES)) {
      return folders.sorted().map(folder -> folder.resolve(file)).filter(Files::exists)
          .map(path -> container(path, tests)).toList().stream();
    }
  }

  private static DynamicContainer container(Path path, BiFunction<String, JsonNode, Stream<DynamicTest>> tests) {
    String format = String.valueOf(path.getName(path.getNameCount() - 2));
    JsonNode table = read(path);
    List<DynamicTest> all = tests.apply(format, table).toList();
    return DynamicContainer.dynamicContainer(format, UPDATE
        ? Stream.concat(all.stream(),
            Stream.of(DynamicTest.dynamicTest("writes", () -> JSON.writeValue(path.toFile(), table))))
        : all.stream());
  }

  /** A test for each row, by its name. */
  public static Stream<DynamicTest> rows(JsonNode rows, Consumer<ObjectNode> play) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> DynamicTest.dynamicTest(row.path("name").asText(), () -> play.accept((ObjectNode) row)));
  }

  /** What happens when a row is played. */
  @FunctionalInterface
  public interface Play {
    JsonNode response(JsonNode request) throws IOException;
  }

  /** Plays a row's request, and compares what comes of it with its response. */
  public static void compare(ObjectNode row, Play play) {
    JsonNode seen;
    try {
      seen = play.response(row.path("request"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (UPDATE) {
      row.set("response", seen);
    }
    assertThat(seen).isEqualTo(row.path("response"));
  }

  public static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
