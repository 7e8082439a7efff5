package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.transports.Submission;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of messages, in the words of many operators. */
class ReceiptTest {
  private static final int RECEIPT = 0x04;

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

  @ParameterizedTest
  @CsvSource({"DELIVRD, DELIVERED, ", "delivrd, DELIVERED, ", "DELIVERED, DELIVERED, ", "EXPIRED, FAILED, EXPIRED",
      "DELETED, FAILED, DELETED", "UNDELIV, FAILED, UNDELIV", "REJECTD, FAILED, REJECTD", "FAILED, FAILED, FAILED",
      "ENROUTE, PENDING, ", "ACCEPTD, PENDING, ", "UNKNOWN, PENDING, ", "BUFFRED, PENDING, "})
  void knowsTheWords(String word, Status status, String reason) throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(marked(1, "id:abc sub:001 dlvrd:001 submit date:2401021504 done date:2401021505"
        + " stat:" + word + " err:000 text:hi"))).isZero();
    assertThat(station.host.port.receipts).containsExactly(new Receipt("abc", status, reason));
  }

  @ParameterizedTest
  @CsvSource({"1, PENDING, ", "2, DELIVERED, ", "3, FAILED, EXPIRED", "4, FAILED, DELETED", "5, FAILED, UNDELIV",
      "6, PENDING, ", "7, PENDING, ", "8, FAILED, REJECTD"})
  void knowsTheStates(byte state, Status status, String reason) throws Exception {
    station.bound();

    station.smsc.delivered(Pdu.deliver(1, 0, 0, new byte[0]).tlv(0x001E, "x1\0".getBytes(US_ASCII))
        .tlv(0x0427, state).pdu());
    assertThat(station.host.port.receipts).containsExactly(new Receipt("x1", status, reason));
  }

  @ParameterizedTest
  @CsvSource({"783100, x1", "7831, x1", "783100616200, x1", "20783120, x1"})
  void readsAnIdUpToItsEnd(String hex, String id) throws Exception {
    station.bound();

    station.smsc.delivered(Pdu.deliver(1, RECEIPT, 0, new byte[0]).tlv(0x001E, Pdu.hex(hex)).tlv(0x0427, (byte) 2)
        .pdu());
    assertThat(station.host.port.receipts).extracting(Receipt::sentId).containsExactly(id);
  }

  @Test
  void believesParametersMoreThanText() throws Exception {
    station.bound();

    station.smsc.delivered(Pdu.deliver(1, RECEIPT, 0, "id:zz stat:DELIVRD err:011".getBytes(US_ASCII))
        .tlv(0x001E, "x1".getBytes(US_ASCII)).tlv(0x0427, (byte) 5).pdu());
    assertThat(station.host.port.receipts).containsExactly(new Receipt("x1", Status.FAILED, "UNDELIV, err 011"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id:abc sub:001 dlvrd:000 submit date:1 done date:2 stat:UNDELIV err:69 text:",
      "ID: abc SUB: 001 DLVRD: 000 SUBMIT DATE: 1 DONE DATE: 2 STAT: UNDELIV ERR: 69 TEXT: hi id:no stat:DELIVRD",
      "  id:abc   stat : undeliv err:69", "id:abc submit date:24 done date:24 stat:UNDELIV err:69\0",
      "id:abc\nstat:UNDELIV\nerr:69", "valid:1 id:abc stat:UNDELIV err:69"})
  void readsTextHoweverItIsWritten(String text) throws Exception {
    station.bound();

    station.smsc.delivered(marked(1, text));
    assertThat(station.host.port.receipts).containsExactly(new Receipt("abc", Status.FAILED, "UNDELIV, err 69"));
  }

  /** Crashed Vumi2 (#71), whose text of the message was not ASCII. */
  @ParameterizedTest
  @CsvSource({"3, ISO-8859-1", "0, ISO-8859-1", "8, UTF-16BE"})
  void readsAnyCoding(int coding, String charset) throws Exception {
    station.bound();

    station.smsc.delivered(Pdu.deliver(1, RECEIPT, coding, "id:abc stat:DELIVRD text:é".getBytes(Charset
        .forName(charset))).pdu());
    assertThat(station.host.port.receipts).containsExactly(new Receipt("abc", Status.DELIVERED, null));
    assertThat(List.of(ISO_8859_1, UTF_16BE)).contains(Charset.forName(charset));
  }

  @Test
  void readsReceiptsThatAreNotMarked() throws Exception {
    station.bound();
    String text = "id:abc sub:001 dlvrd:001 submit date:2401021504 done date:2401021505 stat:DELIVRD err:000 text:hi";

    station.smsc.delivered(Pdu.deliver(1, 0, 0, text.getBytes(US_ASCII)).pdu());
    assertThat(station.host.port.receipts).hasSize(1);
    for (String other : List.of("my id: 5 stat:DELIVRD done date:1", "id:5 is mine", "id:5 stat:DELIVRD")) {
      station.smsc.delivered(Pdu.deliver(2, 0, 0, other.getBytes(US_ASCII)).pdu());
    }
    assertThat(station.host.port.receipts).hasSize(1);
    assertThat(station.host.port.ran).hasSize(3);
  }

  @Test
  void takesThemForTextsIfItIsToldTo() throws Exception {
    station.bound("receipts-by-text", "no");

    station.smsc.delivered(Pdu.deliver(1, 0, 0, "id:abc done date:1 stat:DELIVRD".getBytes(US_ASCII)).pdu());
    assertThat(station.host.port.receipts).isEmpty();
    assertThat(station.host.port.ran).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id: stat:DELIVRD", "stat:DELIVRD", "id:abc", "hello"})
  void makesNoTextOfAReceiptThatSaysNothing(String text) throws Exception {
    station.bound();

    assertThat(station.smsc.delivered(marked(1, text))).isZero();
    assertThat(station.host.port.receipts).isEmpty();
    assertThat(station.host.port.ran).isEmpty();
  }

  @Test
  void asksForAReceiptAgainUntilItIsStored() throws Exception {
    station.bound();
    station.host.port.storing = false;
    assertThat(station.smsc.delivered(marked(1, "id:abc stat:DELIVRD"))).isEqualTo(0x64);
    station.host.port.storing = true;
    assertThat(station.smsc.delivered(marked(2, "id:abc stat:DELIVRD"))).isZero();

    assertThat(station.host.port.receipts).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"same, 4D2, 4D2, 4D2, 4D2", "hex, 1234, 1234, 4D2, 1234", "hex, 1234, 1234, 000004d2, 1234",
      "decimal, 4D2, 4d2, 1234, 4d2", "decimal, 000004D2, 4d2, 1234, 4d2", "decimal, 00ff, ff, 0000000255, ff",
      "auto, 04D2, 4d2, 4d2, 4d2", "auto, ab-cD, ab-cD, ab-cD, ab-cD",
      "hex, 18446744073709551615, 18446744073709551615, ffffffffffffffff, 18446744073709551615",
      "hex, x-1, x-1, x-1, x-1"})
  void findsTheMessage(String setting, String answered, String known, String told, String found) throws Exception {
    station.smsc.script = (_, line, submit) -> line.accept(submit, answered);
    station.bound("receipt-ids", setting);

    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of(known)));
    station.smsc.delivered(marked(1, "id:" + told + " stat:DELIVRD"));
    assertThat(station.host.port.receipts).extracting(Receipt::sentId).containsExactly(found);
  }

  @ParameterizedTest
  @CsvSource({"10, 16", "16, 10", "10, 10"})
  void findsOutHowIdsAreWritten(int answered, int told) throws Exception {
    station.smsc.script = (smsc, line, submit) -> line.accept(submit,
        Integer.toString(7_700_000 + smsc.taken.incrementAndGet(), answered));
    station.bound();
    for (int i = 1; i <= 5; i++) {
      station.send("hi");
      station.smsc.delivered(marked(i, "id:" + Integer.toString(7_700_000 + i, told) + " stat:DELIVRD"));
    }
    station.close();
    station = new Station(data); // which knows of no message, but how it was
    station.bound();
    station.smsc.delivered(marked(9, "id:" + Integer.toString(8_800_000, told) + " stat:DELIVRD"));

    assertThat(station.host.port.receipts).extracting(Receipt::sentId)
        .containsExactly(Integer.toString(8_800_000, answered));
  }

  @Test
  void findsMessagesBeforeItHasFoundOut() throws Exception {
    station.smsc.script = (smsc, line, submit) -> line.accept(submit, "" + (1_000_000 + smsc.taken.incrementAndGet()));
    station.bound();
    station.send("hi");

    station.smsc.delivered(marked(1, "id:" + Integer.toHexString(1_000_001) + " stat:DELIVRD"));
    assertThat(station.host.port.receipts).extracting(Receipt::sentId).containsExactly("1000001");
  }

  /** The outbox keeps it until it knows the message. */
  @Test
  void passesOnWhatComesBeforeTheAnswer() throws Exception {
    station.smsc.script = (smsc, line, submit) -> {
      line.write(marked(77, "id:early stat:DELIVRD"));
      line.accept(submit, "early");
    };
    station.bound();

    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("early")));
    assertThat(Pdu.status(station.smsc.answer(77))).isZero();
    assertThat(station.host.port.receipts).extracting(Receipt::sentId).containsExactly("early");
  }

  private static byte[] marked(int sequence, String text) {
    return Pdu.deliver(sequence, RECEIPT, 0, text.getBytes(US_ASCII)).pdu();
  }
}
