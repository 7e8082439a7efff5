package io.jukwaa.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** Whether JSON holds at least what is expected of it. */
final class JsonSubset {
  private JsonSubset() {}

  /** Objects may have further members; everything else is equal, numbers by their value. */
  static boolean contains(JsonNode actual, JsonNode expected) {
    if (expected.isObject()) {
      return actual.isObject() && expected.properties().stream()
          .allMatch(member -> contains(actual.path(member.getKey()), member.getValue()));
    }
    return (expected.isNumber() && actual.isNumber())
        ? actual.doubleValue() == expected.doubleValue()
        : actual.equals(expected);
  }

  /** Whether some element of a list contains what is expected. */
  static boolean hasOne(Iterable<JsonNode> list, JsonNode expected) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(element -> contains(element, expected));
  }
}
