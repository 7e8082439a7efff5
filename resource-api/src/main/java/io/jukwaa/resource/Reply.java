package io.jukwaa.resource;

import io.jukwaa.message.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a guest app gets back for a command: result fields, or a reason. */
public sealed interface Reply {
  /** @param fields the result, flat beside {@code success: true} */
  record Success(Fields fields) implements Reply {}

  /** @param reason goes to the guest as it is; null leaves {@code reason} out, as {@code config.get} without a key does */
  record Failure(@Nullable String reason) implements Reply {}

  /** {@code success: true} and nothing else. */
  static Reply ok() {
    return new Success(Fields.EMPTY);
  }

  static Reply of(Map<String, @Nullable Object> fields) {
    return new Success(new Fields(fields));
  }

  static Reply of(String name, @Nullable Object value) {
    return new Success(new Fields(Collections.singletonMap(name, value)));
  }

  static Reply failure(String reason) {
    return new Failure(reason);
  }

  /** The reply's members without the envelope. */
  default Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    switch (this) {
      case Success success -> {
        json.put("success", true);
        json.putAll(success.fields().members());
      }
      case Failure failure -> {
        json.put("success", false);
        if (failure.reason() != null) {
          json.put("reason", failure.reason());
        }
      }
    }
    return json;
  }
}
