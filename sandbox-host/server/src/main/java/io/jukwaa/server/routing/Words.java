package io.jukwaa.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How what people write on phones is compared: whatever case, width, marks around and blanks between. */
final class Words {
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  /** More choices than any screen has. */
  private static final int MOST_DIGITS = 3;

  private Words() {}

  /** {@code " Stop. "} is {@code stop}. Empty if there is neither a letter nor a digit. */
  static String normal(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return BLANKS.matcher(AROUND.matcher(folded).replaceAll("")).replaceAll(" ");
  }

  /** The first word of a text, normal. */
  static String first(String text) {
    String normal = normal(text);
    int blank = normal.indexOf(' ');
    return normal(blank < 0 ? normal : normal.substring(0, blank));
  }

  /** The number that the text is, in digits of any script; -1 if it is none. */
  static int number(String text) {
    String digits = normal(text);
    if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.codePoints().allMatch(Character::isDigit)) {
      return -1;
    }
    return digits.codePoints().map(digit -> Character.digit(digit, 10)).reduce(0, (all, digit) -> all * 10 + digit);
  }

  /** Operators write the same number with and without it. */
  static String withoutPlus(String address) {
    return address.startsWith("+") ? address.substring(1) : address;
  }

  /** An address with a plus and without; only itself if it is no number. */
  static Stream<String> spellings(String address) {
    String bare = withoutPlus(address);
    return bare.chars().allMatch(Character::isDigit) ? Stream.of('+' + bare, bare) : Stream.of(address);
  }

  /** The same on every host for ever. */
  static int hash(String text) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8))).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
