package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Golden;
import io.jukwaa.transports.Submission;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaks the PDUs of the golden table in every way at hand and sends them to a channel that is bound. It must go on, or
 * bind again; what it makes a message of must be in the bytes that came; a whole PDU after each arrives once, as it was
 * written; and nothing arrives of a text that was cut.
 * {@code -Dpdus.mutated=10000} for more of them, {@code -Dpdus.seed=…} for others.
 */
class MutatedPdusTest {
  private static final int COUNT = Integer.getInteger("pdus.mutated",
      Boolean.getBoolean("jukwaa.long") ? 10_000 : 1_500);

  private final Random random = new Random(Long.getLong("pdus.seed", 20260301));
  private final Set<String> written = new HashSet<>();

  @TempDir
  Path data;

  @Test
  void survivesWhateverComes() throws Exception {
    List<byte[]> vectors = vectors();
    try (Station station = new Station(Files.createDirectory(data.resolve("host")))) {
      station.smsc.script = (_, line, submit) -> line.accept(submit, "taken");
      station.bound("ussd", "sixdee", "messages-at-once", "10", "enquire-link", "1");
      for (int i = 1; i <= COUNT; i++) {
        station.awaitOpen();
        say(station, mutated(vectors.get(random.nextInt(vectors.size())), i));
        staysOrComesBack(station, i);
      }
      assertThat(station.host.port.ran).allSatisfy(this::wasWritten);
      assertThat(station.host.port.ran.stream().filter(message -> text(message).startsWith("good"))
          .map(message -> message.fromAddr() + " to " + message.toAddr() + ": " + message.content()))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, COUNT).mapToObj(i -> "+254711000111 to 12345: good " + i + ".").toList());
      assertThat(station.host.port.ran).noneMatch(message -> text(message).contains("never"));
      assertThat(station.host.port.receipts).allSatisfy(this::wasWritten);
      assertThat(station.smsc.raw).allSatisfy(MutatedPdusTest::isWhole);
    }
  }

  /** A whole PDU is taken and a message leaves, if need be by another session. */
  private void staysOrComesBack(Station station, int round) throws Exception {
    byte[] good = deliver(1_000_000 + round, "good " + round + ".");
    written.add(new String(good, StandardCharsets.ISO_8859_1));
    long deadline = System.nanoTime() + 20_000_000_000L;
    int told = -1;
    while (!station.smsc.isAnswered(1_000_000 + round)) {
      int sessions = station.smsc.binds.size();
      if (sessions != told) { // an operator tells the next session what the last one did not answer
        told = sessions;
        say(station, good);
      }
      assertThat(station.send("hi")).isNotInstanceOf(Submission.Refused.class);
      assertThat(System.nanoTime()).as("seconds in which nothing was taken").isLessThan(deadline);
    }
    assertThat(Pdu.status(station.smsc.answer(1_000_000 + round))).isZero();
  }

  private static byte[] deliver(int sequence, String text) {
    return Pdu.deliver(sequence, 0, 0, text.getBytes(StandardCharsets.US_ASCII)).pdu();
  }

  private static String text(UserMessage message) {
    return String.valueOf(message.content());
  }

  /** To the session that is open now; what is written while there is none is lost, as it is in life. */
  private void say(Station station, byte[] bytes) {
    written.add(new String(bytes, StandardCharsets.ISO_8859_1));
    try {
      station.smsc.deliver(bytes);
    } catch (IOException e) {
      // the session is being opened again
    }
  }

  /** Addresses are in the bytes that came, letter by letter, so nothing came out of the air. */
  private void wasWritten(UserMessage message) {
    String from = String.valueOf(message.fromAddr()).replace("+", "");
    assertThat(written.stream().anyMatch(pdu -> pdu.contains(from))).as("from " + from).isTrue();
  }

  private void wasWritten(Receipt receipt) {
    String id = receipt.sentId().toLowerCase(Locale.ROOT);
    assertThat(written.stream().anyMatch(pdu -> pdu.toLowerCase(Locale.ROOT).contains(id))).as("id " + id).isTrue();
  }

  /** What we write is never broken: binds, texts and answers in their form. */
  private static void isWhole(byte[] pdu) {
    int id = Pdu.id(pdu);
    assertThat(ByteBuffer.wrap(pdu).getInt()).isEqualTo(pdu.length);
    assertThat(id < 0 || id == 9 || id == Pdu.SUBMIT_SM || id == 0x15 || id == 6).as("id " + Integer.toHexString(id))
        .isTrue();
    assertThat(pdu.length).isLessThan(100);
  }

  private byte[] mutated(byte[] vector, int sequence) {
    int way = random.nextInt(9);
    if (way == 8) {
      return cut(deliver(500_000 + sequence, "never whole"));
    }
    byte[] pdu = vector.clone();
    switch (way) {
      case 0 -> flip(pdu, 16, 1);
      case 1 -> flip(pdu, 16, 1 + random.nextInt(8));
      case 2 -> pdu = Arrays.copyOf(pdu, 16 + random.nextInt(pdu.length - 15)); // cut short, and says so
      case 3 -> pdu = Arrays.copyOf(pdu, pdu.length + 1 + random.nextInt(40)); // goes on with nothing
      case 4 -> ByteBuffer.wrap(pdu).putInt(4, random.nextBoolean() ? random.nextInt() : random.nextInt(0x110));
      case 5 -> ByteBuffer.wrap(pdu).putInt(4, 0x80000000 | random.nextInt(0x110));
      case 6 -> random.nextBytes(pdu);
      default -> swap(pdu);
    }
    ByteBuffer fields = ByteBuffer.wrap(pdu).putInt(12, 500_000 + sequence);
    boolean honest = random.nextInt(10) > 0;
    fields.putInt(0, honest ? pdu.length : random.nextInt(random.nextBoolean() ? 64 : Integer.MAX_VALUE));
    return pdu;
  }

  /** Says truly how long it is, but its text was longer; some letters are left. */
  private byte[] cut(byte[] pdu) {
    byte[] shorter = Arrays.copyOf(pdu, pdu.length - 1 - random.nextInt(" whole".length()));
    ByteBuffer.wrap(shorter).putInt(shorter.length);
    return shorter;
  }

  private void flip(byte[] pdu, int from, int times) {
    for (int i = 0; i < times && pdu.length > from; i++) {
      pdu[from + random.nextInt(pdu.length - from)] = (byte) random.nextInt(256);
    }
  }

  private void swap(byte[] pdu) {
    int a = random.nextInt(pdu.length);
    int b = random.nextInt(pdu.length);
    byte kept = pdu[a];
    pdu[a] = pdu[b];
    pdu[b] = kept;
  }

  private static List<byte[]> vectors() throws IOException {
    JsonNode table = Golden.JSON.readTree(Golden.TABLES.resolve("smpp/pdus.json").toFile());
    List<byte[]> vectors = new ArrayList<>();
    for (String part : List.of("submits", "pdus", "answers")) {
      table.findValues(part).forEach(all -> all.forEach(pdu -> vectors.add(Pdu.hex(pdu.asText()))));
    }
    for (String other : List.of("00000015800000090000000000000001534d534300", "00000010800000090000000e00000001",
        "00000010000000150000000000000002", "00000010800000150000000000000002",
        "0000001780000004000000000000000361626331323300", "00000010800000040000005800000003",
        "00000010000000060000000000000014", "00000010800000060000000000000014", "00000010800000000000000200000000")) {
      vectors.add(Pdu.hex(other));
    }
    return vectors;
  }
}
