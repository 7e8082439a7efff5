package io.jukwaa.transports.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.Submission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed, one that has no room, and one that is somebody else. */
@Timeout(120)
class BrokerOutageTest {
  private SSLContext before;
  private Crossing crossing;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    before = SSLContext.getDefault();
    crossing = new Crossing(data);
  }

  @AfterEach
  void stop() {
    SSLContext.setDefault(before);
    if (crossing != null) {
      crossing.close();
    }
  }

  /** SIGKILL in the middle: what was confirmed is there when the broker is, and what was not stored is told again. */
  @Test
  void goesOnWithABrokerThatWasKilled() throws Exception {
    crossing.connected();
    crossing.host.port.storing = false;
    List<String> texts = new ArrayList<>();
    List<String> confirmed = new ArrayList<>();
    try (VumiPeer peer = crossing.peer()) {
      for (int i = 0; i < 20; i++) {
        texts.add("text " + i);
        peer.text("+27", texts.getLast());
        assertThat(crossing.sender().send(Crossing.message("m" + i, "hi"))).isInstanceOf(Submission.Accepted.class);
        confirmed.add("m" + i);
      }
    }
    crossing.broker.process.kill();
    Submission away;
    do {
      away = crossing.send("hi");
    } while (away instanceof Submission.Failed);
    assertThat(away).isInstanceOf(Submission.Unavailable.class);
    crossing.host.port.storing = true;
    crossing.broker.process.restart();
    crossing.awaitConnected();
    crossing.awaitRan(20);
    assertThat(crossing.contents()).containsExactlyElementsOf(texts);
    try (VumiPeer peer = crossing.peer().sending()) {
      List<String> arrived = new ArrayList<>();
      while (!arrived.containsAll(confirmed)) {
        arrived.add(peer.sent().field("message_id"));
      }
      crossing.awaitForgotten(peer, "inbound");
    }
  }

  @Test
  void speaksTls() throws Exception {
    SSLContext.setDefault(crossing.broker.trust());
    crossing.connected("tls", "yes", "port", "" + crossing.broker.tlsPort);
    assertThat(crossing.send("hi")).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void connectsToNobodyItDoesNotTrust() {
    crossing.open("tls", "yes", "port", "" + crossing.broker.tlsPort);
    assertThat(crossing.insist()).isEqualTo(new Submission.Unavailable("not connected: no TLS with 127.0.0.1:"
        + crossing.broker.tlsPort + " by a certificate that is trusted here", null));
    crossing.disconnect();
  }

  @Test
  void connectsToNobodyWithAnothersCertificate() throws Exception {
    SSLContext.setDefault(crossing.broker.trust());
    crossing.open("tls", "yes", "port", "" + crossing.broker.tlsPort, "host", "localhost");
    assertThat(crossing.insist()).isEqualTo(new Submission.Unavailable("not connected: no TLS with localhost:"
        + crossing.broker.tlsPort + " by a certificate that is trusted here", null));
  }

  /** Such a broker reads nothing: what is published then is sent by it whenever there is room, so nothing more is. */
  @Test
  @EnabledIfSystemProperty(named = "jukwaa.long", matches = ".*")
  void publishesNothingToABrokerThatHasNoRoom() throws Exception {
    crossing.connected();
    crossing.broker.process.control("set_vm_memory_high_watermark", "absolute", "1");
    assertThat(crossing.send("first")).isEqualTo(new Submission.Failed("not confirmed within 10 seconds"));
    assertThat(crossing.send("second")).isInstanceOfSatisfying(Submission.Unavailable.class,
        said -> assertThat(said.reason()).startsWith("the broker takes nothing: "));
    crossing.broker.process.control("set_vm_memory_high_watermark", "0.4");
    Submission said;
    do {
      said = crossing.send("third");
    } while (said instanceof Submission.Unavailable);
    assertThat(said).isInstanceOf(Submission.Accepted.class);
    try (VumiPeer peer = crossing.peer().sending()) {
      assertThat(peer.sent().field("content")).isEqualTo("first");
      assertThat(peer.sent().field("content")).isEqualTo("third");
    }
  }
}
