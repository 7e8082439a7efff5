package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Pauses;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.bean.Bind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions: how they begin, what ends them, and that others follow. */
class BindTest {
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
  void saysWhoItIs() throws Exception {
    station.open("system-type", "USSD", "address-range", "^123", "address-ton", "1", "address-npi", "1");

    Bind bind = station.smsc.bound();
    assertThat(bind.getSystemId()).isEqualTo("esme1");
    assertThat(bind.getPassword()).isEqualTo("secret");
    assertThat(bind.getSystemType()).isEqualTo("USSD");
    assertThat(bind.getInterfaceVersion()).isEqualTo((byte) 0x34);
    assertThat(bind.getAddrTon()).isEqualTo((byte) 1);
    assertThat(bind.getAddrNpi()).isEqualTo((byte) 1);
    assertThat(bind.getAddressRange()).isEqualTo("^123");
  }

  /** The vector of the field map. */
  @Test
  void bindsAsTheVectorDoes() throws Exception {
    station.bound("system-type", "USSD");

    assertThat(Pdu.hex(station.smsc.raw.take()))
        .isEqualTo("0000002600000009000000000000000165736d65310073656372657400555353440034000000");
  }

  @ParameterizedTest
  @CsvSource({"transceiver, 9", "transmitter-receiver, 1 2", "transmitter, 2", "receiver, 1"})
  void opensTheSessionsItIsToldTo(String mode, String commands) throws Exception {
    station.open("bind", mode);

    List<String> seen = new ArrayList<>();
    for (int i = 0; i < commands.split(" ").length; i++) {
      seen.add("" + station.smsc.bound().getCommandId());
    }
    assertThat(seen).containsExactlyInAnyOrder(commands.split(" "));
    assertThat(station.smsc.binds).isEmpty();
  }

  @Test
  void sendsByOneSessionAndTakesByTheOther() throws Exception {
    station.bound("bind", "transmitter-receiver");

    assertThat(station.send("hi")).isInstanceOf(Submission.Accepted.class);
    assertThat(station.smsc.delivered(Pdu.deliver(1, 0, 0, new byte[]{0x68, 0x69}).pdu())).isZero();
    assertThat(station.host.port.ran).hasSize(1);
    assertThat(station.smsc.open()).isEqualTo(2);
  }

  @Test
  void saysNothingToWhoDoesNotSpeakTls() throws Exception {
    station.close();
    station = new Station(data, new Timing(Duration.ofMillis(300), Duration.ofSeconds(5), Station.HASTY.reconnect(),
        Station.HASTY.busy(), Station.HASTY.patience()));
    station.open("tls", "yes");

    Submission reason;
    do {
      reason = station.send("hi");
    } while (reason.equals(new Submission.Unavailable("not bound: connecting", null)));
    assertThat(reason).isEqualTo(
        new Submission.Unavailable("not bound: no TLS with 127.0.0.1:" + station.smsc.port()
            + " by a certificate that is trusted here", null));
    assertThat(station.smsc.binds).isEmpty();
  }

  @Test
  void sendsNothingByASessionThatOnlyReceives() throws Exception {
    station.bound("bind", "receiver");

    assertThat(station.send("hi")).isInstanceOf(Submission.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"13 | ESME_RBINDFAIL (0x0D): the bind is refused",
      "14 | ESME_RINVPASWD (0x0E): the password is refused", "15 | ESME_RINVSYSID (0x0F): the system-id is refused",
      "1025 | command_status 0x401"})
  void tellsWhyItIsRefused(int status, String reason) throws Exception {
    station.smsc.bindStatus = status;
    station.open();
    station.smsc.bound();
    station.smsc.bound(); // it tries again, so the first answer was read

    assertThat(station.send("hi")).isEqualTo(new Submission.Unavailable("not bound: " + reason, null));
  }

  @Test
  void bindsAfterAll() throws Exception {
    station.smsc.bindStatus = 14;
    station.open();
    station.smsc.bound();
    station.smsc.bindStatus = 0;

    station.awaitBound();
    assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("id1")));
  }

  @Test
  void tellsThatNobodyIsThere() throws Exception {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    Sender sender = station.open("port", "" + port);

    Submission.Unavailable reason;
    do {
      reason = (Submission.Unavailable) sender.send(Station.message("hi"));
    } while (reason.reason().equals("not bound: connecting"));
    assertThat(reason.reason()).isEqualTo("not bound: no connection to 127.0.0.1:" + port);
  }

  @Test
  void comesBackWhenTheLineDrops() throws Exception {
    station.bound();
    for (int i = 1; i <= 3; i++) {
      station.smsc.drop();
      station.awaitBound();
      assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("id" + i)));
    }
    assertThat(station.smsc.open()).isEqualTo(1);
  }

  @Test
  void comesBackWhenTheOperatorUnbinds() throws Exception {
    station.bound();

    station.smsc.deliver(Pdu.hex("00000010000000060000000000000014"));

    assertThat(Pdu.hex(station.smsc.answer(0x14))).isEqualTo("00000010800000060000000000000014");
    station.awaitBound();
  }

  @Test
  void saysThatItIsThere() throws Exception {
    station.bound();

    station.smsc.deliver(Pdu.hex("00000010000000150000000000000002"));

    assertThat(Pdu.hex(station.smsc.answer(2))).isEqualTo("00000010800000150000000000000002");
  }

  @Test
  void noticesAnOperatorThatIsSilent() throws Exception {
    station.bound("enquire-link", "1");
    station.smsc.alive = false;

    station.awaitBound();
  }

  /** No time can be set for a write, so whoever sends would wait for ever. */
  @Test
  void noticesAnOperatorThatDoesNotRead() throws Exception {
    station.smsc.script = SmscSimulator.READS_NO_MORE;
    station.bound("enquire-link", "1", "long-messages", "payload", "messages-at-once", "400");
    List<Future<Submission>> sent = IntStream.range(0, 400)
        .mapToObj(i -> station.sendLater(Station.message("m" + i, "a".repeat(30_000)))).toList();

    for (Future<Submission> each : sent) {
      assertThat(each.get(20, TimeUnit.SECONDS)).isNotInstanceOf(Submission.Accepted.class);
    }
    station.smsc.script = SmscSimulator.TAKES;
    station.awaitBound();
    assertThat(station.send("hi")).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void givesUpABindThatIsNotAnswered() throws Exception {
    station.close();
    station = new Station(data, new Timing(Duration.ofMillis(100), Duration.ofSeconds(5),
        Station.HASTY.reconnect(), Station.HASTY.busy(), Station.HASTY.patience()));
    station.smsc.bindStatus = -1;
    station.open();
    station.smsc.bound();
    station.smsc.bound();

    assertThat(station.send("hi")).isEqualTo(new Submission.Unavailable("not bound: no answer to the bind", null));
  }

  @Test
  void failsWhatIsUnderWayWhenTheLineDrops() throws Exception {
    station.bound();
    station.smsc.script = SmscSimulator.HANGS_UP;

    assertThat(station.send("hi")).isEqualTo(new Submission.Failed("the connection ended before the answer"));
  }

  @Test
  void unbindsWhenItIsClosed() throws Exception {
    Sender sender = station.bound();
    sender.close();

    assertThat(station.smsc.raw.stream().map(Pdu::id)).containsExactly(9, 6);
    assertThat(sender.send(Station.message("hi"))).isInstanceOf(Submission.Unavailable.class);
  }

  @Test
  void waitsTwiceAsLongEachTime() {
    Pauses pauses = Timing.STANDARD.reconnect();

    assertThat(IntStream.range(0, 8).mapToObj(pauses::after).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(pauses.after(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({"password, too long to be", "port, 0", "port, 65536", "bind, both", "long-messages, cut", "host, a b",
      "system-id, sixteen-letters-", "source-ton, 7", "nonsense, 1"})
  void refusesSettingsThatCannotBe(String name, String value) {
    assertThatThrownBy(() -> station.host.channel("x", "smpp", station.settings(name, value)))
        .isInstanceOfSatisfying(InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(name));
  }

  @Test
  void needsAHostAndAName() {
    for (String needed : List.of("host", "system-id")) {
      Map<String, String> settings = station.settings();
      settings.remove(needed);
      assertThatThrownBy(() -> station.host.channel("x", "smpp", settings))
          .isInstanceOf(InvalidFieldException.class)
          .hasMessage(needed + ": missing (expected: a value, as nothing can be sent without)");
    }
  }

  @Test
  void keepsThePasswordOutOfWhatIsPrinted() {
    SmppSettings settings = SmppSettings.of(station.host.channel("x", "smpp", station.settings()));

    assertThat(settings.toString() + settings.dial()).doesNotContain("secret");
  }
}
