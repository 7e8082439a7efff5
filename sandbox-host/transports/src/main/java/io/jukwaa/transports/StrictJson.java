package io.jukwaa.transports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as RFC 8259 says and no other way: UTF-8, no member twice, no half characters, at most 32
 * levels deep. Errors name the member (dotted) or the position.
 */
public final class StrictJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEEPEST = 32;

  private final JsonParser parser;
  private final UnaryOperator<String> texts;

  private StrictJson(JsonParser parser, UnaryOperator<String> texts) {
    this.parser = parser;
    this.texts = texts;
  }

  /**
   * @return text, {@link Number}s, booleans, lists, maps and nulls
   * @throws InvalidFieldException naming what is wrong
   */
  public static Map<String, @Nullable Object> object(byte[] body) {
    return object(body, UnaryOperator.identity());
  }

  /**
   * The same, for senders who would tell what we refuse again and again: whatever a person may have written is taken,
   * with {@link Texts#plain plain} texts.
   */
  public static Map<String, @Nullable Object> objectOfAnyTexts(byte[] body) {
    return object(body, Texts::madePlain);
  }

  private static Map<String, @Nullable Object> object(byte[] body, UnaryOperator<String> texts) {
    String text = FormText.utf8("body", body);
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new StrictJson(parser, texts).whole();
    } catch (JsonProcessingException e) {
      throw (InvalidFieldException) new InvalidFieldException("body", position(e), "JSON").initCause(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no input but a string
    }
  }

  private Map<String, @Nullable Object> whole() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidFieldException("body", parser.currentToken() == null ? null : parser.getText(), "a JSON object");
    }
    Map<String, @Nullable Object> object = object("", 1);
    if (parser.nextToken() != null) {
      throw new InvalidFieldException("body", parser.getText(), "nothing after the JSON object");
    }
    return object;
  }

  private Map<String, @Nullable Object> object(String path, int depth) throws IOException {
    checkDepth(path, depth);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = Texts.plain(path.isEmpty() ? "body" : path, parser.currentName(), 256);
      String inside = path.isEmpty() ? name : path + "." + name;
      if (members.containsKey(name)) {
        throw new InvalidFieldException(inside, "twice", "each member once");
      }
      parser.nextToken();
      members.put(name, value(inside, depth));
    }
    return members;
  }

  private List<@Nullable Object> array(String path, int depth) throws IOException {
    checkDepth(path, depth);
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(path + "." + elements.size(), depth));
    }
    return elements;
  }

  private @Nullable Object value(String path, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(path, depth + 1);
      case START_ARRAY -> array(path, depth + 1);
      case VALUE_STRING -> Texts.plain(path, texts.apply(parser.getText()), Integer.MAX_VALUE);
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> finite(path);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new InvalidFieldException(path, parser.getText(), "a JSON value");
    };
  }

  private Double finite(String path) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new InvalidFieldException(path, parser.getText(), "a number within the range of a double");
    }
    return value;
  }

  private static void checkDepth(String path, int depth) {
    if (depth > DEEPEST) {
      throw new InvalidFieldException(path.substring(0, Math.min(40, path.length())), depth + " levels",
          "at most " + DEEPEST);
    }
  }

  private static String position(JsonProcessingException e) {
    return e.getLocation() == null
        ? "not readable"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
