package io.jukwaa.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text of plain values, as files bring it and as the host shows it. */
public final class Json {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final ObjectMapper MAPPER = JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /**
   * Reads an object.
   *
   * @param name what the text is called in messages
   * @throws InvalidFieldException if it is anything else, naming the line
   */
  public static Fields object(String name, String text) {
    try {
      Map<String, Object> members = MAPPER.readValue(text, OBJECT);
      if (members == null) {
        throw new InvalidFieldException(name, "null", "a JSON object");
      }
      return new Fields(members);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
      throw new InvalidFieldException(name, line, "a JSON object");
    }
  }

  /** A value made of maps, lists, text, numbers and truth values, on one line. */
  public static String text(@Nullable Object value) {
    return written(MAPPER.writer(), value);
  }

  /** The same for people: indented. */
  public static String pretty(@Nullable Object value) {
    return written(MAPPER.writerWithDefaultPrettyPrinter(), value);
  }

  /** JSON text as the value it stands for. */
  public static @Nullable Object value(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("text that is not JSON", e);
    }
  }

  private static String written(ObjectWriter writer, @Nullable Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("value without a JSON form", e);
    }
  }
}
