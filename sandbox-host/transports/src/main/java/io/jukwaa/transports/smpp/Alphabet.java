package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jukwaa.transports.GsmAlphabet;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator means by {@code data_coding} 0, which the standard leaves to it.
 *
 * <p>Whatever it is on the line, the phone gets the GSM alphabet, so only what is in that alphabet too is sent in it.
 */
enum Alphabet {
  GSM7(null), LATIN1(ISO_8859_1), ASCII(US_ASCII);

  private final @Nullable Charset charset;

  Alphabet(@Nullable Charset charset) {
    this.charset = charset;
  }

  static List<String> words() {
    return List.of("gsm7", "latin1", "ascii");
  }

  /** Whether a text can be sent in it. */
  boolean holds(String text) {
    return GsmAlphabet.holds(text) && (charset == null || charset.newEncoder().canEncode(text));
  }

  /** @param text that it {@link #holds} */
  byte[] encode(String text) {
    return charset == null ? GsmAlphabet.encode(text) : text.getBytes(charset);
  }

  String decode(byte[] bytes) {
    return charset == null ? GsmAlphabet.decode(bytes) : new String(bytes, ISO_8859_1); // it goes on where ASCII ends
  }
}
