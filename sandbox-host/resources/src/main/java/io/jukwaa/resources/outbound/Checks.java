package io.jukwaa.resources.outbound;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the parameters of {@code outbound.*} must be. Each method refuses with the original's reason. */
final class Checks {
  private Checks() {}

  /** Text or null, but given; halves of surrogate pairs are replaced, since no channel could encode them. */
  static @Nullable String content(Fields arguments, String kind) {
    if (!arguments.has("content")) {
      throw new RefusedException("'content' must be given in " + kind + ".");
    }
    return switch (arguments.value("content")) {
      case null -> null;
      case String text -> wellFormed(text);
      case Object other -> throw new RefusedException("'content' must be unicode or null.");
    };
  }

  static String text(Fields arguments, String name) {
    if (arguments.value(name) instanceof String text) {
      return text;
    }
    throw new RefusedException("'" + name + "' must be given in sends.");
  }

  /** True, false, 1 or 0; absent means true. */
  static boolean continueSession(Fields arguments) {
    if (!arguments.has("continue_session")) {
      return true;
    }
    Object value = arguments.value("continue_session");
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (value instanceof Boolean || number == 0 || number == 1) {
      return PythonText.isTrue(value);
    }
    throw new RefusedException("'continue_session' must be either true or false if given");
  }

  /** The metadata the app adds, which has only keys its tenant may set. */
  static Map<String, @Nullable Object> helperMetadata(Caller caller, Fields arguments) {
    Object value = arguments.value("helper_metadata");
    if (value == null || value.equals(Map.of())) {
      return new LinkedHashMap<>();
    }
    Set<String> allowed = caller.tenant().helperMetadata();
    if (allowed.isEmpty()) {
      throw new RefusedException("'helper_metadata' is not allowed");
    }
    if (!(value instanceof Map<?, ?>)) {
      throw new RefusedException("'helper_metadata' must be object or null.");
    }
    Map<String, @Nullable Object> given = arguments.object("helper_metadata");
    if (!allowed.containsAll(given.keySet())) {
      throw new RefusedException("'helper_metadata' may only contain the following keys: "
          + String.join(", ", new TreeSet<>(allowed)));
    }
    return given;
  }

  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(point -> isSurrogate(point) ? 0xFFFD : point).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
