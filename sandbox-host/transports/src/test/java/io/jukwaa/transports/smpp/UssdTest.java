package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.ScriptedPort;
import io.jukwaa.transports.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over SMPP; what each flavour looks like is in the golden table. */
class UssdTest {
  private static final int NEW = 0x01;
  private static final int ANSWER = 0x12;
  private static final int ABORT = 0x81;

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
  void holdsASession() throws Exception {
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    station.smsc.delivered(ussd(2, ANSWER, 0x1234, "1"));
    station.smsc.delivered(ussd(3, ANSWER, 0x1234, "1"));
    station.smsc.delivered(ussd(4, ABORT, 0x1234, ""));

    List<UserMessage> ran = station.host.port.ran;
    assertThat(ran).extracting(UserMessage::sessionEvent).containsExactly(SessionEvent.NEW, SessionEvent.RESUME,
        SessionEvent.RESUME, SessionEvent.CLOSE);
    assertThat(ran).extracting(UserMessage::content).containsExactly(null, "1", "1", null);
    assertThat(ran).allSatisfy(message -> assertThat(message.toAddr()).isEqualTo("*120*666#"));
    assertThat(ran).extracting(UserMessage::messageId).doesNotHaveDuplicates();
  }

  @Test
  void sendsTheReplyIntoTheSession() throws Exception {
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    UserMessage reply = station.host.port.ran.getFirst().reply("Yes?", SessionEvent.NONE,
        new Stamp("reply", Instant.EPOCH));

    assertThat(station.sender().send(reply)).isEqualTo(new Submission.Accepted(List.of("id1")));
    SubmitSm submit = station.smsc.submitted();
    assertThat(submit.getOptionalParameter(OptionalParameter.Ussd_service_op.class).getValue()).isEqualTo((byte) 2);
    assertThat(submit.getOptionalParameter(OptionalParameter.Its_session_info.class).getValue())
        .isEqualTo((short) 0x1234);
    assertThat(submit.getDestAddress()).isEqualTo("254711000111");
    assertThat(submit.getSourceAddr()).isEqualTo("*120*666#");
  }

  @Test
  void neverCutsAScreen() throws Exception {
    station.bound("ussd", "sixdee");
    UserMessage screen = Station.message("a".repeat(182)).with("transport_metadata", Map.of("session_info", "0010"));

    assertThat(station.sender().parts(screen)).isEqualTo(1);
    assertThat(station.sender().send(screen)).isInstanceOf(Submission.Accepted.class);
    assertThat(station.smsc.submitted().getShortMessage()).hasSize(182);
  }

  @Test
  void knowsAStepThatIsToldAgain() throws Exception {
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    station.smsc.delivered(ussd(2, ANSWER, 0x1234, "1"));
    station.smsc.drop();
    station.awaitBound();
    station.smsc.delivered(ussd(9, ANSWER, 0x1234, "1"));
    station.smsc.delivered(ussd(10, ANSWER, 0x1234, "2"));

    assertThat(station.host.port.ran).extracting(UserMessage::content).containsExactly(null, "1", "2");
  }

  @Test
  void knowsAStepAgainThatWasNotStored() throws Exception {
    station.bound("ussd", "sixdee");
    station.host.port.storing = false;
    assertThat(station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"))).isEqualTo(0x64);
    station.host.port.storing = true;
    assertThat(station.smsc.delivered(ussd(2, NEW, 0x1234, "*120*666#"))).isZero();
    station.smsc.delivered(ussd(3, ANSWER, 0x1234, "1"));

    assertThat(station.host.port.ran).extracting(UserMessage::sessionEvent).containsExactly(SessionEvent.NEW,
        SessionEvent.RESUME);
  }

  @Test
  void beginsAnewWithANumberThatIsUsedAgain() throws Exception {
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    station.smsc.delivered(ussd(2, NEW, 0x1234, "*120*777#"));
    station.smsc.delivered(ussd(3, NEW, 0x1234, "*120*777#"));

    assertThat(station.host.port.ran).extracting(UserMessage::toAddr).containsExactly("*120*666#", "*120*777#",
        "*120*777#");
    assertThat(station.host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates();
  }

  @Test
  void saysThatItHasLostASession() throws Exception {
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    station.host.clock.advance(Duration.ofSeconds(181));
    station.smsc.delivered(ussd(2, ANSWER, 0x1234, "1"));

    UserMessage late = station.host.port.ran.getLast();
    assertThat(late.sessionEvent()).isEqualTo(SessionEvent.RESUME);
    assertThat(late.toAddr()).isEqualTo("12345");
    assertThat(late.transportMetadata()).containsEntry("session_lost", true);
  }

  @Test
  void goesOnAfterTheHostDied() throws Exception {
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    station.close();
    station = new Station(data);
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, ANSWER, 0x1234, "1"));

    assertThat(station.host.port.ran.getFirst().toAddr()).isEqualTo("*120*666#");
    assertThat(station.host.port.ran.getFirst().transportMetadata()).doesNotContainKey("session_lost");
  }

  /** Users of one window must not wait for each other's app. */
  @Test
  void answersOthersWhileAnAppThinks() throws Exception {
    CompletableFuture<ScriptedPort.Line> thinking = new CompletableFuture<>();
    station.host.port.app = message -> message.content() == null
        ? thinking
        : CompletableFuture.completedStage(
            ScriptedPort.Line.ask("ok"));
    station.bound("ussd", "sixdee");
    station.smsc.deliver(ussd(1, NEW, 0x1234, "*120*666#"));
    assertThat(station.smsc.delivered(Pdu.deliver(2, 0, 0, "a text".getBytes(US_ASCII)).pdu())).isZero();
    assertThat(station.send("hi")).isInstanceOf(Submission.Accepted.class);
    thinking.complete(ScriptedPort.Line.ask("Yes?"));

    assertThat(Pdu.status(station.smsc.answer(1))).isZero();
  }

  @Test
  void knowsAStepThatIsToldAgainWhileTheAppThinks() throws Exception {
    CompletableFuture<ScriptedPort.Line> thinking = new CompletableFuture<>();
    station.host.port.app = message -> "1".equals(message.content())
        ? thinking
        : CompletableFuture.completedStage(
            ScriptedPort.Line.ask("ok"));
    station.bound("ussd", "sixdee");
    station.smsc.delivered(ussd(1, NEW, 0x1234, "*120*666#"));
    station.host.port.awaitHandOvers(1);
    station.smsc.deliver(ussd(2, ANSWER, 0x1234, "1"));
    station.host.port.awaitHandOvers(1);
    station.smsc.deliver(ussd(3, ANSWER, 0x1234, "1"));
    station.host.port.awaitHandOvers(1);
    thinking.complete(ScriptedPort.Line.ask("Yes?"));

    assertThat(Pdu.status(station.smsc.answer(2))).isZero();
    assertThat(Pdu.status(station.smsc.answer(3))).isZero();
    assertThat(station.host.port.ran).hasSize(2);
    station.smsc.delivered(ussd(4, ANSWER, 0x1234, "1"));
    assertThat(station.host.port.ran).hasSize(3);
  }

  private static byte[] ussd(int sequence, int operation, int session, String text) {
    return new Pdu(Pdu.DELIVER_SM, 0, sequence).text("").bytes(0, 0).text("254711000111").bytes(0, 0).text("12345")
        .bytes(0, 0, 0).text("").text("").bytes(0, 0, 0, 0, text.length()).bytes(text.getBytes(US_ASCII))
        .tlv(0x0501, (byte) operation).tlv(0x1383, (byte) (session >> 8), (byte) session).pdu();
  }
}
