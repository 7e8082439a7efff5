package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.GsmAlphabet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as bytes, and long ones as parts. */
class CodingTest {
  private static final String ALL = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€";

  @ParameterizedTest
  @CsvSource({"@, 00", "£, 01", "Δ, 10", "É, 1f", "' ', 20", "¤, 24", "¡, 40", "§, 5f", "¿, 60", "à, 7f", "€, 1b65",
      "^, 1b14", "{, 1b28", "}, 1b29", "\\, 1b2f", "[, 1b3c", "~, 1b3d", "], 1b3e", "|, 1b40"})
  void writesCharactersAsTheStandardDoes(String character, String hex) {
    assertThat(Pdu.hex(GsmAlphabet.encode(character))).isEqualTo(hex);
  }

  @Test
  void writesEachOf127And10Characters() {
    assertThat(GsmAlphabet.holds(ALL)).isTrue();
    assertThat(ALL).hasSize(127 + 10);
    assertThat(GsmAlphabet.decode(GsmAlphabet.encode(ALL))).isEqualTo(ALL);
  }

  @Property
  void readsBackWhatItWrote(@ForAll("gsm") String text) {
    assertThat(GsmAlphabet.decode(GsmAlphabet.encode(text))).isEqualTo(text);
  }

  @Property
  void readsAnyBytes(@ForAll byte[] bytes) {
    assertThat(GsmAlphabet.decode(bytes)).hasSizeLessThanOrEqualTo(bytes.length);
  }

  @Property
  void holdsWhatItCanWrite(@ForAll String text) {
    assertThat(GsmAlphabet.holds(text)).isEqualTo(text.chars().allMatch(each -> ALL.indexOf(each) >= 0));
  }

  @Provide
  Arbitrary<String> gsm() {
    return Arbitraries.strings().withChars(ALL.toCharArray()).ofMaxLength(400);
  }

  @ParameterizedTest
  @CsvSource({"hello, gsm7, 0, 68656c6c6f", "€5, gsm7, 0, 1b6535", "ሰላም, gsm7, 8, 1230120b121d", "ñ, gsm7, 0, 7d",
      "ñ, latin1, 0, f1", "ñ, ascii, 8, 00f1", "{, latin1, 0, 7b", "{, ascii, 0, 7b", "€, latin1, 8, 20ac",
      "ç, gsm7, 8, 00e7", "ç, latin1, 8, 00e7", "😀, gsm7, 8, d83dde00"})
  void choosesTheShorterCoding(String text, String alphabet, int code, String hex) {
    Alphabet own = Alphabet.valueOf(alphabet.toUpperCase(java.util.Locale.ROOT));
    Parts.Part part = Parts.of(text, own, LongMessages.UDH).part(0, 1);

    assertThat(part.coding()).isEqualTo((byte) code);
    assertThat(Pdu.hex(part.body())).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({"udh, a, 160, 1", "udh, a, 161, 2", "udh, a, 306, 2", "udh, a, 307, 3", "udh, é, 160, 1",
      "udh, [, 80, 1", "udh, [, 81, 2", "udh, [, 152, 2", "udh, [, 153, 3", "udh, ሰ, 70, 1", "udh, ሰ, 71, 2",
      "udh, ሰ, 134, 2", "udh, ሰ, 135, 3", "udh16, a, 304, 2", "udh16, a, 305, 3", "udh16, ሰ, 132, 2",
      "udh16, ሰ, 133, 3", "sar, a, 306, 2", "sar, a, 307, 3", "payload, a, 5000, 1", "cut-by-smsc, a, 5000, 1",
      "udh, 😀, 35, 1", "udh, 😀, 36, 2", "udh, 😀, 66, 2", "udh, 😀, 67, 3"})
  void countsParts(String way, String character, int times, int parts) {
    assertThat(Parts.of(character.repeat(times), Alphabet.GSM7, LongMessages.of(way)).count()).isEqualTo(parts);
  }

  @Property
  void cutsNothingInTwoAndLosesNothing(@ForAll("mixed") String text, @ForAll LongMessages way) {
    Parts parts = Parts.of(text, Alphabet.GSM7, way);
    boolean wide = !GsmAlphabet.holds(text);

    assertThat(String.join("", parts.texts())).isEqualTo(text);
    for (int i = 0; i < parts.count() && i < 255; i++) {
      Parts.Part part = parts.part(i, 0x1234);
      int header = part.esmClass() == 0x40 ? way.header() : 0;
      assertThat(part.body().length).isLessThanOrEqualTo(way.header() == 0 ? 254 : wide ? 140 : 160);
      byte[] body = java.util.Arrays.copyOfRange(part.body(), header, part.body().length);
      String own = parts.texts().get(i);
      assertThat(own.codePoints().noneMatch(each -> each >= 0xD800 && each <= 0xDFFF)).isTrue();
      assertThat(wide ? new String(body, java.nio.charset.StandardCharsets.UTF_16BE) : GsmAlphabet.decode(body))
          .isEqualTo(part.body().length == 0 ? "" : own);
    }
  }

  @Provide
  Arbitrary<String> mixed() {
    return Arbitraries.of("a", "é", "€", "[", "ሰ", "😀", "\n", "{").list().ofMinSize(1).ofMaxSize(90)
        .map(list -> list.stream().map(each -> each.repeat(list.size() % 7 + 1)).collect(Collectors.joining()))
        .filter(text -> text.length() <= 150 || text.length() > 170);
  }

  @Test
  void numbersPartsInAHeader() {
    Parts.Part part = Parts.of("a".repeat(161), Alphabet.GSM7, LongMessages.UDH).part(1, 0x12CC);

    assertThat(part.esmClass()).isEqualTo((byte) 0x40);
    assertThat(Pdu.hex(part.body())).isEqualTo("050003cc0202" + "61".repeat(8));
    assertThat(Pdu.hex(Parts.of("a".repeat(161), Alphabet.GSM7, LongMessages.UDH16).part(0, 0x12CC).body()))
        .startsWith("06080412cc0201" + "61");
  }

  @Test
  void putsWhatTheFieldCannotHoldInThePayload() {
    assertThat(Parts.of("a".repeat(254), Alphabet.GSM7, LongMessages.CUT_BY_SMSC).part(0, 1).body()).hasSize(254);
    Parts.Part whole = Parts.of("a".repeat(255), Alphabet.GSM7, LongMessages.CUT_BY_SMSC).part(0, 1);
    assertThat(whole.body()).isEmpty();
    assertThat(whole.parameters()).hasSize(1);
    assertThat(Parts.of("a".repeat(161), Alphabet.GSM7, LongMessages.PAYLOAD).part(0, 1).body()).isEmpty();
    assertThat(Parts.of("a".repeat(160), Alphabet.GSM7, LongMessages.PAYLOAD).part(0, 1).body()).hasSize(160);
  }

  @Test
  void sendsPlainCharactersForTheirLookAlikesOnlyIfThatHelps() {
    Manner.Writing writing = new Manner.Writing(Alphabet.GSM7, true, LongMessages.UDH);

    assertThat(writing.parts("“It’s” – well…").texts()).containsExactly("\"It's\" - well...");
    assertThat(writing.parts("“ሰላም”").texts()).containsExactly("“ሰላም”");
    assertThat(new Manner.Writing(Alphabet.GSM7, false, LongMessages.UDH).parts("It’s").texts())
        .containsExactly("It’s");
  }

  @Test
  void readsAnEscapeThatEscapesNothing() {
    assertThat(GsmAlphabet.decode(Pdu.hex("1b61"))).isEqualTo("a");
    assertThat(GsmAlphabet.decode(Pdu.hex("1b1b"))).isEqualTo(" ");
    assertThat(GsmAlphabet.decode(Pdu.hex("611b"))).isEqualTo("a ");
    assertThat(Alphabet.LATIN1.decode("ñ".getBytes(ISO_8859_1))).isEqualTo("ñ");
  }
}
