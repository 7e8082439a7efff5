package io.jukwaa.transports;

import io.jukwaa.message.InvalidFieldException;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code application/x-www-form-urlencoded}. Strict: what cannot be read exactly is refused, not
 * guessed.
 */
public final class FormText {
  /** Bytes of a form that an operator sends, at most. */
  public static final int LARGEST = 64 * 1024;
  private static final int LONGEST_FIELD = 2000;

  private FormText() {}

  /**
   * The fields of a form that carries what a phone wrote, as {@link #parse} reads them.
   *
   * @param raw a query or a body, as {@link #parse} takes it
   * @param text the field that the phone wrote. It is made {@link Texts#madePlain plain}, with replacement characters
   *     for what is not UTF-8: a text that is refused is lost, and a phone can send any character. It may not be there
   * @throws InvalidFieldException also naming another field that is longer than 2,000 characters or not plain
   */
  public static Map<String, String> ofPhone(@Nullable String raw, String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    bytes(raw).forEach((name, value) -> fields.put(name, name.equals(text)
        ? Texts.madePlain(new String(value, StandardCharsets.UTF_8))
        : Texts.plain(name, utf8(name, value), LONGEST_FIELD)));
    return fields;
  }

  /**
   * @param raw a query or body, one character per byte (ISO 8859-1 reading); null is empty
   * @return the fields in order; a field without {@code =} is empty text
   * @throws InvalidFieldException naming the field that is doubled, wrongly escaped or not UTF-8
   */
  public static Map<String, String> parse(@Nullable String raw) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : pairs(raw)) {
      if (fields.putIfAbsent(pair.getKey(), pair.getValue()) != null) {
        throw new InvalidFieldException(pair.getKey(), pair.getValue(), "the field once, not twice");
      }
    }
    return fields;
  }

  /** As {@link #parse}, for whom it is no mistake that a field comes more than once. */
  public static List<Map.Entry<String, String>> pairs(@Nullable String raw) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (Map.Entry<String, String> pair : escapedPairs(raw)) {
      pairs.add(Map.entry(pair.getKey(), decoded(pair.getKey(), pair.getValue())));
    }
    return pairs;
  }

  /**
   * As {@link #parse}, for fields that may be in another character set: as the bytes that were escaped.
   *
   * @throws InvalidFieldException naming the field that is doubled or wrongly escaped
   */
  public static Map<String, byte[]> bytes(@Nullable String raw) {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : escapedPairs(raw)) {
      if (fields.putIfAbsent(pair.getKey(), unescaped(pair.getKey(), pair.getValue())) != null) {
        throw new InvalidFieldException(pair.getKey(), pair.getValue(), "the field once, not twice");
      }
    }
    return fields;
  }

  /** The fields in order, as {@link #parse} reads them. */
  public static String write(Map<String, String> fields) {
    return fields.entrySet().stream().map(each -> encoded(each.getKey()) + '=' + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /**
   * The fields of a form, whatever it holds: what is not escaped as it should be stands for itself, of a field that comes twice
   * the first counts, and texts are made {@link Texts#madePlain plain}.
   */
  public static Map<String, String> ofAnyTexts(@Nullable String raw) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : (raw == null ? "" : raw.replaceAll("%(?![0-9A-Fa-f]{2})", "%25")).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        fields.putIfAbsent(anyText(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : anyText(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String anyText(String escaped) {
    return Texts.madePlain(new String(unescaped("", escaped), StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Names and values, which are still escaped. */
  private static List<Map.Entry<String, String>> escapedPairs(@Nullable String raw) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : (raw == null ? "" : raw).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded("field name", equals < 0 ? pair : pair.substring(0, equals));
        pairs.add(Map.entry(name, equals < 0 ? "" : pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String decoded(String field, String raw) {
    return utf8(field, unescaped(field, raw));
  }

  private static byte[] unescaped(String field, String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(escaped(field, raw, i));
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  private static int escaped(String field, String raw, int at) {
    int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new InvalidFieldException(field, raw, "two hexadecimal digits after each percent sign");
    }
    return high * 16 + low;
  }

  /** @throws InvalidFieldException naming the field if the bytes are not UTF-8 */
  public static String utf8(String field, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw (InvalidFieldException) new InvalidFieldException(field, bytes.length + " bytes", "UTF-8").initCause(e);
    }
  }
}
