package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.UserMessage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in: texts, whole and in parts, and what is no text. */
class DeliverTest {
  private static final int TEMPORARY = 0x64;
  private static final int UNDECODABLE = 0xFE;

  @TempDir
  Path data;
  private Station station;

  @BeforeEach
  void start() throws Exception {
    station = new Station(data);
  }

  @AfterEach
  void stop() throws Exception {
    station.close();
  }

  @Test
  void asksForATextAgainUntilItIsStored() throws Exception {
    station.bound();
    station.host.port.storing = false;
    byte[] text = text(1, 0, "hi");
    assertThat(station.smsc.delivered(text)).isEqualTo(TEMPORARY);
    station.host.port.storing = true;

    assertThat(station.smsc.delivered(Pdu.numbered(text, 2))).isZero();
    assertThat(contents()).containsExactly("hi");
  }

  @Test
  void takesTheSameWordsTwiceFromAUserWhoWritesThemTwice() throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(text(1, 0, "1"))).isZero();
    assertThat(station.smsc.delivered(text(2, 0, "1"))).isZero();
    assertThat(contents()).containsExactly("1", "1");
  }

  @Test
  void takesOnceWhatIsToldAgainByTheNextSession() throws Exception {
    station.bound();
    assertThat(station.smsc.delivered(text(1, 0, "1"))).isZero();
    station.smsc.drop();
    station.awaitBound();

    assertThat(station.smsc.delivered(text(7, 0, "1"))).isZero();
    assertThat(contents()).containsExactly("1");
    assertThat(station.smsc.delivered(text(8, 0, "1"))).isZero();
    assertThat(contents()).containsExactly("1", "1");
  }

  @Test
  void takesTwiceWhatComesAgainLongAfterItWasAnswered() throws Exception {
    station.bound();
    assertThat(station.smsc.delivered(text(1, 0, "1"))).isZero();
    station.host.clock.advance(Duration.ofMinutes(2));
    station.smsc.drop();
    station.awaitBound();

    assertThat(station.smsc.delivered(text(2, 0, "1"))).isZero();
    assertThat(contents()).containsExactly("1", "1");
  }

  @ParameterizedTest
  @CsvSource({"0, gsm7, 1b656d, €m", "0, latin1, e9, é", "0, ascii, 6869, hi", "1, gsm7, 6869, hi", "3, gsm7, e9, é",
      "8, gsm7, 1230d83dde00, ሰ😀", "4, gsm7, c3a9, é", "241, gsm7, 00, @", "240, gsm7, 1b65, €", "17, gsm7, 00, @",
      "24, gsm7, 1230, ሰ", "15, gsm7, 00, @", "72, gsm7, 1230, ሰ", "64, gsm7, 00, @", "224, gsm7, 1230, ሰ",
      "192, gsm7, 00, @", "6, gsm7, b6, Ж"})
  void readsItsCoding(int coding, String alphabet, String hex, String text) throws Exception {
    station.bound("default-alphabet", alphabet);

    assertThat(station.smsc.delivered(Pdu.deliver(1, 0, coding, Pdu.hex(hex)).pdu())).isZero();
    assertThat(contents()).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({"4, ff00", "8, 12", "11, 61", "96, 61", "28, 61", "245, ff"})
  void refusesWhatIsNoText(int coding, String hex) throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(Pdu.deliver(1, 0, coding, Pdu.hex(hex)).pdu())).isEqualTo(UNDECODABLE);
    assertThat(station.host.port.ran).isEmpty();
  }

  @Test
  void leavesOutControlCharacters() throws Exception {
    station.bound("default-alphabet", "latin1");

    station.smsc.delivered(Pdu.deliver(1, 0, 0, Pdu.hex("61000762090a")).pdu());
    assertThat(contents()).containsExactly("ab\t\n");
  }

  @Test
  void readsThePayload() throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(Pdu.deliver(1, 0, 0, new byte[0]).tlv(0x0424, "long".getBytes(UTF_8)).pdu()))
        .isZero();
    assertThat(contents()).containsExactly("long");
  }

  @Test
  void knowsNumbersWithTheirPlus() throws Exception {
    station.bound();
    station.smsc.delivered(text(1, 0, "hi"));

    assertThat(station.host.port.ran.getFirst().fromAddr()).isEqualTo("+254711000111");
    assertThat(station.host.port.ran.getFirst().toAddr()).isEqualTo("12345");
    assertThat(station.host.port.ran.getFirst().transportType()).isEqualTo("sms");
  }

  @ParameterizedTest
  @CsvSource({"050003cc0201, 050003cc0202", "06080412340201, 06080412340202", "06000412340201, 06000412340202",
      "0003cc0201, 0003cc0202", "0b0003cc020105041f401f40, 0b0003cc020205041f401f40",
      "0b05041f401f400003cc0201, 0b05041f401f400003cc0202"})
  void joinsPartsByTheirHeaders(String first, String second) throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(Pdu.deliver(1, 0x40, 0, Pdu.hex(second + "776f726c64")).pdu())).isZero();
    assertThat(station.host.port.ran).isEmpty();
    assertThat(station.smsc.delivered(Pdu.deliver(2, 0x40, 0, Pdu.hex(first + "48656c6c6f20")).pdu())).isZero();
    assertThat(contents()).containsExactly("Hello world");
  }

  @ParameterizedTest
  @CsvSource({"050003cc0201, 050003cc0202", "06080412340201, 06080412340202"})
  void joinsPartsWhoseHeadersAreNotAnnounced(String first, String second) throws Exception {
    station.bound();

    station.smsc.delivered(Pdu.deliver(1, 0, 0, Pdu.hex(first + "48656c6c6f20")).pdu());
    station.smsc.delivered(Pdu.deliver(2, 0, 0, Pdu.hex(second + "776f726c64")).pdu());
    assertThat(contents()).containsExactly("Hello world");
  }

  @Test
  void joinsPartsNumberedByParameters() throws Exception {
    station.bound();
    for (byte number = 3; number >= 1; number--) {
      assertThat(station.smsc.delivered(Pdu.deliver(number, 0, 0, ("part" + number).getBytes(UTF_8))
          .tlv(0x020C, (byte) 1, (byte) 2).tlv(0x020E, (byte) 3).tlv(0x020F, number).pdu())).isZero();
    }
    assertThat(contents()).containsExactly("part1part2part3");
  }

  @Test
  void joinsACharacterThatWasCutInTwo() throws Exception {
    station.bound();
    byte[] smile = "😀".getBytes(UTF_16BE);

    station.smsc.delivered(part(1, 1, 2, 8, new byte[]{smile[0], smile[1]}));
    station.smsc.delivered(part(2, 2, 2, 8, new byte[]{smile[2], smile[3]}));
    assertThat(contents()).containsExactly("😀");
  }

  @Test
  void takesAHeaderAloneForNoText() throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(Pdu.deliver(1, 0x40, 0, Pdu.hex("ff0003")).pdu())).isNotZero();
    assertThat(station.smsc.delivered(Pdu.deliver(2, 0x40, 0, new byte[0]).pdu())).isNotZero();
    assertThat(station.smsc.delivered(Pdu.deliver(3, 0x40, 0, Pdu.hex("0605041f401f406869")).pdu())).isZero();
    assertThat(contents()).containsExactly("hi");
  }

  @Test
  void joinsPartsThatComeTwiceOnce() throws Exception {
    station.bound();
    station.smsc.delivered(part(1, 1, 2, 0, "a".getBytes(UTF_8)));
    station.smsc.delivered(part(2, 1, 2, 0, "a".getBytes(UTF_8)));
    station.smsc.delivered(part(3, 2, 2, 0, "b".getBytes(UTF_8)));
    station.smsc.delivered(part(4, 2, 2, 0, "b".getBytes(UTF_8)));

    assertThat(contents()).containsExactly("ab");
  }

  @Test
  void joinsPartsThatCameToAnotherHost() throws Exception {
    station.bound();
    assertThat(station.smsc.delivered(part(1, 1, 2, 0, "a".getBytes(UTF_8)))).isZero();
    station.close();
    station = new Station(data);
    station.bound();

    assertThat(station.smsc.delivered(part(2, 2, 2, 0, "b".getBytes(UTF_8)))).isZero();
    assertThat(contents()).containsExactly("ab");
  }

  @Test
  void keepsTextsWithTheSameReferenceApart() throws Exception {
    station.bound();
    station.smsc.delivered(part(1, 1, 2, 0, "old".getBytes(UTF_8)));
    station.smsc.delivered(part(2, 1, 2, 0, "new".getBytes(UTF_8)));
    station.smsc.delivered(part(3, 2, 2, 0, "er".getBytes(UTF_8)));
    station.host.clock.advance(Duration.ofMinutes(3));
    station.smsc.delivered(part(4, 1, 2, 0, "new".getBytes(UTF_8)));
    station.smsc.delivered(part(5, 2, 2, 0, "er".getBytes(UTF_8)));

    assertThat(contents()).containsExactly("newer", "newer");
    assertThat(station.host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates();
  }

  @Test
  void forgetsPartsOfATextThatIsNeverWhole() throws Exception {
    station.bound("join-within", "5");
    station.smsc.delivered(part(1, 1, 2, 0, "a".getBytes(UTF_8)));
    station.host.clock.advance(Duration.ofMinutes(6));
    station.smsc.delivered(part(2, 2, 2, 0, "b".getBytes(UTF_8)));

    assertThat(station.host.port.ran).isEmpty();
  }

  @Test
  void asksForAPartAgainThatIsNotStored() throws Exception {
    station.bound();
    station.host.sessions.working = false;
    assertThat(station.smsc.delivered(part(1, 1, 2, 0, "a".getBytes(UTF_8)))).isEqualTo(TEMPORARY);
    station.host.sessions.working = true;
    assertThat(station.smsc.delivered(part(2, 1, 2, 0, "a".getBytes(UTF_8)))).isZero();
    station.host.port.storing = false;
    assertThat(station.smsc.delivered(part(3, 2, 2, 0, "b".getBytes(UTF_8)))).isEqualTo(TEMPORARY);
    station.host.port.storing = true;
    assertThat(station.smsc.delivered(part(4, 2, 2, 0, "b".getBytes(UTF_8)))).isZero();

    assertThat(contents()).containsExactly("ab");
  }

  @Test
  void keepsTheOrderOfTexts() throws Exception {
    station.bound();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 1; i <= 50; i++) {
      all.writeBytes(text(i, 0, "t" + i));
    }
    station.smsc.deliver(all.toByteArray()); // fifty PDUs in one write
    for (int i = 1; i <= 50; i++) {
      assertThat(Pdu.hex(station.smsc.answer(i))).startsWith("0000001180000005" + "00000000").endsWith("00");
    }

    assertThat(contents()).containsExactly(java.util.stream.IntStream.rangeClosed(1, 50).mapToObj(i -> "t" + i)
        .toArray(String[]::new));
  }

  @Test
  void readsWhatComesByteByByte() throws Exception {
    station.smsc.bytewise = true;
    station.bound();

    assertThat(station.smsc.delivered(text(1, 0, "hi"))).isZero();
    assertThat(contents()).containsExactly("hi");
  }

  @ParameterizedTest
  @CsvSource({"7fffffff, 00000005", "0000000f, 00000005", "80000000, 00000005", "00100000, 00000004"})
  void rebindsAfterALengthThatCannotBe(String length, String id) throws Exception {
    station.bound();

    station.smsc.deliver(Pdu.hex(length + id + "0000000000000001"));
    assertThat(Pdu.id(station.smsc.answer(0))).isEqualTo(0x80000000);
    station.awaitBound();
    assertThat(station.smsc.delivered(text(1, 0, "hi"))).isZero();
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(Pdu.hex("00000010000001030000000000000005"))).isEqualTo(3);
    assertThat(station.smsc.delivered(text(6, 0, "hi"))).isZero();
  }

  @Test
  void takesNothingFromAPduThatIsCutShort() throws Exception {
    station.bound();
    byte[] whole = text(1, 0, "hi");
    for (int length = 17; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      java.nio.ByteBuffer.wrap(cut).putInt(0, length).putInt(12, length);
      assertThat(station.smsc.delivered(cut)).isNotZero();
    }
    assertThat(station.host.port.ran).isEmpty();
  }

  private List<String> contents() {
    return station.host.port.ran.stream().map(UserMessage::content).map(String::valueOf).toList();
  }

  private static byte[] text(int sequence, int esmClass, String text) {
    return Pdu.deliver(sequence, esmClass, 0, text.getBytes(UTF_8)).pdu();
  }

  private static byte[] part(int sequence, int number, int total, int coding, byte[] text) {
    byte[] body = java.nio.ByteBuffer.allocate(6 + text.length).put(new byte[]{5, 0, 3, 0x77, (byte) total,
        (byte) number}).put(text).array();
    return Pdu.deliver(sequence, 0x40, coding, body).pdu();
  }
}
