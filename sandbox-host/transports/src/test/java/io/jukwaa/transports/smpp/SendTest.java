package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves, and what is made of the answers. */
class SendTest {
  private static final int THROTTLED = 0x58;
  /** The same PDU comes again. */
  private static final Set<Integer> BUSY = Set.of(0x14, THROTTLED);
  /** By the field map, 3.5; but for what is marked, where it wants a refusal. */
  private static final Map<String, List<Integer>> KINDS = Map.of("Accepted", List.of(0x00), //
      "Unavailable", List.of(0x14, 0x58, // back off and retry
          0x04, 0x05, 0x0D, 0x0E, 0x0F, 0x53), // marked: the fault of the bind, not of the message
      "Failed", List.of(0x08, 0x64, // retry, with a limit
          0x02, 0x03, 0x0C, 0x45, 0xFE, 0xFF), // marked: may pass
      "Refused", List.of(0x01, 0x06, 0x07, 0x0A, 0x0B, 0x15, 0x33, 0x34, 0x40, 0x42, 0x43, 0x44, 0x48, 0x49, 0x50, 0x51,
          0x54, 0x61, 0x62, 0x63, 0x65, 0x66, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4));

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

  /** The vector of the field map, under the number that it has here. */
  @Test
  void writesASubmitAsTheVectorDoes() throws Exception {
    station.bound();
    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("id1")));
    station.smsc.raw.take();

    assertThat(Pdu.hex(Pdu.numbered(station.smsc.raw.take(), 3))).isEqualTo(
        "00000034000000040000000000000003000000313233343500010132353437313130303031313100000000000001000000026869");
  }

  @ParameterizedTest
  @CsvSource({"12345, auto, auto, 0 0 12345", "+254711, auto, auto, 1 1 254711", "Clinic, auto, auto, 5 0 Clinic",
      "*120*666#, auto, auto, 0 0 *120*666#", "12345, 3, auto, 3 0 12345", "+254711, 2, 8, 2 8 254711"})
  void choosesTheKindOfNumber(String address, String ton, String npi, String expected) throws Exception {
    station.bound("source-ton", ton, "source-npi", npi, "destination-ton", ton, "destination-npi", npi);
    station.sender().send(Station.message("hi").with("from_addr", address).with("to_addr", address));

    SubmitSm submit = station.smsc.submitted();
    assertThat(submit.getSourceAddrTon() + " " + submit.getSourceAddrNpi() + " " + submit.getSourceAddr())
        .isEqualTo(expected);
    assertThat(submit.getDestAddrTon() + " " + submit.getDestAddrNpi() + " " + submit.getDestAddress())
        .isEqualTo(expected);
  }

  @Test
  void sendsFromTheChannelsNumberWhatNamesNone() throws Exception {
    station.bound("from", "Clinic", "receipts", "no", "service-type", "CMT");
    station.sender().send(Station.message("hi").with("from_addr", null));

    SubmitSm submit = station.smsc.submitted();
    assertThat(submit.getSourceAddr()).isEqualTo("Clinic");
    assertThat(submit.getRegisteredDelivery()).isZero();
    assertThat(submit.getServiceType()).isEqualTo("CMT");
  }

  @Test
  void refusesWhatCannotStandInAPdu() throws Exception {
    station.bound();

    for (var message : List.of(Station.message(null), Station.message(""), Station.message("hi").with("to_addr", null),
        Station.message("hi").with("to_addr", "ሰላም"), Station.message("hi").with("from_addr", "x".repeat(21)),
        Station.message("a".repeat(153 * 255 + 1)))) {
      assertThat(station.sender().send(message)).isInstanceOf(Submission.Refused.class);
    }
    assertThat(station.smsc.submits).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"udh", "udh16"})
  void sendsLongTextsInParts(String way) throws Exception {
    station.bound("long-messages", way);
    String text = "a".repeat(400);

    assertThat(station.send(text)).isEqualTo(new Submission.Accepted(List.of("id1", "id2", "id3")));
    assertThat(station.sender().parts(Station.message(text))).isEqualTo(3);
    int header = way.equals("udh") ? 6 : 7;
    StringBuilder whole = new StringBuilder();
    for (int i = 1; i <= 3; i++) {
      byte[] body = station.smsc.submitted().getShortMessage();
      assertThat(body[header - 2]).isEqualTo((byte) 3);
      assertThat(body[header - 1]).isEqualTo((byte) i);
      whole.append(new String(body, header, body.length - header, java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertThat(whole).hasToString(text);
  }

  @Test
  void numbersPartsByParameters() throws Exception {
    station.bound("long-messages", "sar");
    station.send("a".repeat(161));

    for (int i = 1; i <= 2; i++) {
      SubmitSm submit = station.smsc.submitted();
      assertThat(submit.getEsmClass()).isZero();
      assertThat(submit.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class).getValue())
          .isEqualTo((byte) i);
      assertThat(submit.getOptionalParameter(OptionalParameter.Sar_total_segments.class).getValue())
          .isEqualTo((byte) 2);
    }
  }

  @Test
  void sendsLongTextsWhole() throws Exception {
    station.bound("long-messages", "payload");
    station.send("a".repeat(1_000));

    SubmitSm submit = station.smsc.submitted();
    assertThat(submit.getShortMessage()).isEmpty();
    assertThat(submit.getOptionalParameter(OptionalParameter.Message_payload.class).getValue()).hasSize(1_000);
  }

  @Test
  void makesOfEveryStatusWhatTheTableSays() throws Exception {
    station.close();
    station = new Station(data, impatient());
    station.bound();

    KINDS.forEach((kind, codes) -> codes.forEach(code -> {
      String number = String.format("0x%02X", code);
      Submission submission = answered(code);
      assertThat(submission.getClass().getSimpleName()).as(number).isEqualTo(kind);
      if (code != 0) {
        assertThat(submission.toString()).containsPattern("reason=ESME_R[A-Z_]+ \\(" + number + "\\): [a-z]");
      }
      if (!BUSY.contains(code)) {
        assertThat(station.smsc.submits).as("tries of " + number).hasSize(1);
      }
    }));
    assertThat(KINDS.values().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(
        Arrays.stream(CommandStatus.values()).map(CommandStatus::code).toList());
  }

  private Submission answered(int code) {
    station.smsc.submits.clear();
    station.smsc.script = SmscSimulator.refuses(code);
    return station.send("hi");
  }

  @Test
  void failsForAStatusOfTheOperatorsOwn() throws Exception {
    station.bound();
    station.smsc.script = SmscSimulator.refuses(0x401);

    assertThat(station.send("hi")).isEqualTo(new Submission.Failed("command_status 0x401"));
  }

  /** Crashed Vumi, praekelt/vumi#804. */
  @Test
  void takesAnAnswerWithoutABody() throws Exception {
    station.bound();
    station.smsc.script = SmscSimulator.refuses(0);

    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("our-id")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc123", "abc12300", "abc1230000ff", "abc1230006ffff"})
  void readsAnIdHoweverTheAnswerGoesOn(String tail) throws Exception {
    station.bound();
    byte[] body = Pdu.hex("616263313233" + tail.substring(6));
    station.smsc.script = (_, line, submit) -> line
        .write(new Pdu(Pdu.RESPONSE | Pdu.SUBMIT_SM, 0, Pdu.sequence(submit)).bytes(body).pdu());

    assertThat(((Submission.Accepted) station.send("hi")).ids().getFirst()).startsWith("abc123");
  }

  @Test
  void takesNoIdThatNobodyCanRead() throws Exception {
    station.bound();
    station.smsc.script = (_, line, submit) -> line
        .write(new Pdu(Pdu.RESPONSE | Pdu.SUBMIT_SM, 0, Pdu.sequence(submit)).bytes(0x61, 0xFF, 0x07, 0).pdu());

    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("our-id")));
  }

  @Test
  void failsForWhatIsNotUnderstoodThere() throws Exception {
    station.bound();
    station.smsc.script = (_, line, submit) -> line.write(new Pdu(0x80000000, 3, Pdu.sequence(submit)).pdu());

    assertThat(station.send("hi")).isEqualTo(new Submission.Failed("ESME_RINVCMDID (0x03): the command is not known"));
  }

  @Test
  void failsWithoutAnAnswer() throws Exception {
    station.close();
    station = new Station(data, new Timing(Duration.ofSeconds(5), Duration.ofMillis(50), Station.HASTY.reconnect(),
        Station.HASTY.busy(), Station.HASTY.patience()));
    station.smsc.script = SmscSimulator.SAYS_NOTHING;
    station.bound();

    assertThat(station.send("hi")).isEqualTo(new Submission.Failed("no answer within 1 seconds"));
  }

  @Test
  void asksNoMoreAtOnceThanItMay() throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore held = new Semaphore(0);
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    station.smsc.script = (smsc, line, submit) -> {
      most.accumulateAndGet(open.incrementAndGet(), Math::max);
      begun.release();
      Thread.startVirtualThread(() -> {
        held.acquireUninterruptibly();
        open.decrementAndGet();
        try {
          SmscSimulator.TAKES.submitted(smsc, line, submit);
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
    };
    station.bound("messages-at-once", "3");
    List<Future<Submission>> sent = later(20);
    assertThat(begun.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    held.release(20);

    for (Future<Submission> each : sent) {
      assertThat(each.get()).isInstanceOf(Submission.Accepted.class);
    }
    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void takesAnswersInAnyOrder() throws Exception {
    LinkedBlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<SmscSimulator.Line> lines = new LinkedBlockingQueue<>();
    station.smsc.script = (_, line, submit) -> {
      lines.add(line);
      asked.add(submit);
    };
    station.bound();
    List<Future<Submission>> sent = later(5);
    List<byte[]> submits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      submits.add(asked.take());
    }
    for (byte[] submit : submits.reversed()) {
      lines.peek().accept(submit, "for-" + new String(submit, submit.length - 1, 1,
          java.nio.charset.StandardCharsets.US_ASCII));
    }

    for (int i = 0; i < 5; i++) {
      assertThat(sent.get(i).get()).isEqualTo(new Submission.Accepted(List.of("for-" + i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {THROTTLED, 0x14})
  void sendsTheSameFirstToWhoHasTooMuch(int status) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    station.smsc.script = (smsc, line, submit) -> {
      if (asked.incrementAndGet() <= 4) {
        line.refuse(submit, status);
      } else {
        SmscSimulator.TAKES.submitted(smsc, line, submit);
      }
    };
    station.bound();

    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("id1")));
    assertThat(asked.get()).isEqualTo(5);
  }

  /** Jasmin's #425: only the part that was refused waited, so that the next overtook it. */
  @Test
  void keepsTheOrderOfPartsAndSendsNoneTwice() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    station.smsc.script = (smsc, line, submit) -> {
      if (asked.incrementAndGet() % 3 != 0) {
        line.refuse(submit, THROTTLED);
      } else {
        SmscSimulator.TAKES.submitted(smsc, line, submit);
      }
    };
    station.bound();

    assertThat(station.send("a".repeat(600))).isEqualTo(new Submission.Accepted(List.of("id1", "id2", "id3", "id4")));
    assertThat(IntStream.range(0, 12).map(_ -> station.smsc.submits.poll().getShortMessage()[5]).toArray())
        .containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
  }

  @Test
  void losesAndDoublesNothingWhenItIsThrottledAtRandom() throws Exception {
    Random random = new Random(42);
    List<String> taken = new java.util.concurrent.CopyOnWriteArrayList<>();
    station.smsc.script = (_, line, submit) -> {
      boolean busy;
      synchronized (random) {
        busy = random.nextInt(3) == 0;
      }
      if (busy) {
        line.refuse(submit, random.nextBoolean() ? THROTTLED : 0x14);
      } else {
        String text = new String(submit, submit.length - 4, 4, java.nio.charset.StandardCharsets.US_ASCII);
        taken.add(text);
        line.accept(submit, text);
      }
    };
    station.bound("messages-at-once", "20");
    List<Future<Submission>> sent = IntStream.range(0, 100)
        .mapToObj(i -> station.sendLater(Station.message("m" + i, "t" + (100 + i)))).toList();

    for (int i = 0; i < 100; i++) {
      assertThat(sent.get(i).get()).isEqualTo(new Submission.Accepted(List.of("t" + (100 + i))));
    }
    assertThat(taken).doesNotHaveDuplicates().hasSize(100);
  }

  @Test
  void givesUpWithSomebodyWhoAlwaysHasTooMuch() throws Exception {
    station.close();
    station = new Station(data, impatient());
    station.smsc.script = SmscSimulator.refuses(THROTTLED);
    station.bound();

    assertThat(station.send("hi")).isEqualTo(
        new Submission.Unavailable("ESME_RTHROTTLED (0x58): too many messages at once", null));
    station.smsc.script = SmscSimulator.TAKES;
    assertThat(station.send("hi")).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void goesOnWhereAnEarlierTryEnded() throws Exception {
    station.smsc.script = (smsc, line, submit) -> {
      if (smsc.taken.get() == 1) {
        line.refuse(submit, 0x08);
      } else {
        SmscSimulator.TAKES.submitted(smsc, line, submit);
      }
    };
    station.bound();
    assertThat(station.send("a".repeat(400))).isInstanceOf(Submission.Failed.class);
    station.smsc.script = SmscSimulator.TAKES;

    assertThat(station.send("a".repeat(400))).isEqualTo(new Submission.Accepted(List.of("id1", "id2", "id3")));
    List<byte[]> bodies = station.smsc.submits.stream().map(SubmitSm::getShortMessage).toList();
    assertThat(bodies.stream().map(body -> (int) body[5])).containsExactly(1, 2, 2, 3);
    assertThat(bodies.stream().map(body -> body[3]).distinct()).hasSize(1);
  }

  @Test
  void readsAnswersThatComeByteByByte() throws Exception {
    station.smsc.bytewise = true;
    station.bound();

    for (int i = 1; i <= 5; i++) {
      assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("id" + i)));
    }
  }

  private static Timing impatient() {
    return new Timing(Duration.ofSeconds(5), Duration.ofSeconds(5), Station.HASTY.reconnect(), Station.HASTY.busy(),
        Duration.ofMillis(60));
  }

  private List<Future<Submission>> later(int count) {
    return IntStream.range(0, count).mapToObj(i -> station.sendLater(Station.message("m" + i, "" + i))).toList();
  }
}
