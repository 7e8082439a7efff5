package io.jukwaa.transports.kannel;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Texts;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Kannel tells: the fields of our own URL, into which it wrote bytes. They are UTF-8 but for the text, whose
 * character set is told beside it; a field that Kannel has nothing for is empty.
 *
 * @param fields by their names, as the bytes they came as
 */
record Query(Map<String, byte[]> fields) {
  private static final int LONGEST_FIELD = 2000;
  private static final String EXPECTED_CHARSET = "UTF-8, UTF-16BE, ISO-8859-1, windows-1252 or another of their kind";
  /** Java knows more, of which some read anything as something. */
  private static final Pattern CHARSET = Pattern
      .compile("US-ASCII|UTF-8|UTF-16|UTF-16BE|UTF-16LE|ISO-8859-\\d+|windows-\\d+");

  Query {
    fields = Map.copyOf(fields);
  }

  /** @throws InvalidFieldException naming the field that is doubled or wrongly escaped */
  static Query of(@Nullable String raw) {
    return new Query(FormText.bytes(raw));
  }

  /** @throws InvalidFieldException if it is missing, or as {@link #optional} does */
  String required(String name) {
    if (!fields.containsKey(name)) {
      throw new InvalidFieldException(name, null, "a value");
    }
    return optional(name);
  }

  /**
   * Empty if it is missing.
   *
   * @throws InvalidFieldException if it is not UTF-8, is too long or holds control characters
   */
  String optional(String name) {
    return Texts.plain(name, FormText.utf8(name, bytes(name)), LONGEST_FIELD);
  }

  /** Somebody else's words, for which nothing is refused: what is not UTF-8 becomes replacement characters. */
  String words(String name) {
    return new String(bytes(name), UTF_8);
  }

  /** Empty if it is missing. */
  byte[] bytes(String name) {
    return fields.getOrDefault(name, new byte[0]);
  }

  /**
   * The field {@code text}: in the {@code charset} or, without one, in what Kannel means by the {@code coding}. Made
   * {@link Texts#madePlain plain}, with replacement characters for what is not in its character set: a text
   * that is refused is lost, and a phone can send any character.
   *
   * @throws InvalidFieldException if it is missing, or the character set is none of text
   */
  String text() {
    if (!fields.containsKey("text")) {
      throw new InvalidFieldException("text", null, "a value");
    }
    return Texts.madePlain(new String(bytes("text"), charset()));
  }

  /** Of eight-bit data, which is for a phone's programs and not text, Kannel says {@code 8-BIT}. */
  private Charset charset() {
    String name = optional("charset");
    if (name.isEmpty()) {
      return optional("coding").equals("2") ? UTF_16BE : UTF_8;
    }
    try {
      Charset charset = Charset.forName(name);
      if (CHARSET.matcher(charset.name()).matches()) {
        return charset;
      }
    } catch (IllegalArgumentException e) {
      throw (InvalidFieldException) new InvalidFieldException("charset", name, EXPECTED_CHARSET).initCause(e);
    }
    throw new InvalidFieldException("charset", name, EXPECTED_CHARSET);
  }
}
