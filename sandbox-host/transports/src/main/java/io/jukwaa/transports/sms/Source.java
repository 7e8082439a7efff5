package io.jukwaa.transports.sms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jukwaa.transports.Admission;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the fields of a request are. */
enum Source {
  FORM("POST"), QUERY("GET"), JSON("POST");

  static final List<String> WORDS = Stream.of(values()).map(Source::word).toList();

  private final String method;

  Source(String method) {
    this.method = method;
  }

  static Source of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws io.jukwaa.transports.Refusal if the request has another method, or a body of another type */
  void admit(HttpServerRequest request) {
    Admission.method(request, method);
    switch (this) {
      case FORM -> Admission.mediaType(request, "application/x-www-form-urlencoded");
      case JSON -> Admission.mediaType(request, "application/json");
      case QUERY -> {
        // there is no body
      }
    }
  }

  /**
   * The fields by their names; members of objects in JSON by theirs, joined by dots. What any of them says is for its reader to
   * check: one that no setting names must not be a reason to lose the others.
   *
   * @throws io.jukwaa.message.InvalidFieldException if they cannot be told apart
   */
  Map<String, String> fields(HttpServerRequest request, Buffer body) {
    return switch (this) {
      case QUERY -> FormText.ofAnyTexts(request.query());
      case FORM -> FormText.ofAnyTexts(body.toString(ISO_8859_1));
      case JSON -> {
        Map<String, String> fields = new LinkedHashMap<>();
        flatten("", StrictJson.objectOfAnyTexts(body.getBytes()), fields);
        yield fields;
      }
    };
  }

  private static void flatten(String path, Map<?, ? extends @Nullable Object> object, Map<String, String> into) {
    object.forEach((member, value) -> {
      String name = path + member;
      switch (value) {
        case Map<?, ?> inner -> flatten(name + '.', inner, into);
        case String text -> into.put(name, text);
        case Number number -> into.put(name, number.toString());
        case Boolean truth -> into.put(name, truth.toString());
        case null, default -> {
          // nothing that a setting could name
        }
      }
    });
  }
}
