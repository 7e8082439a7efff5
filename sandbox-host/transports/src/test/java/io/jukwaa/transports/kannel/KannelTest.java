package io.jukwaa.transports.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jukwaa.local.KannelProcess;
import io.jukwaa.message.Channel;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import io.jukwaa.transports.smpp.MessageCentre;
import io.jukwaa.transports.smpp.MessageCentre.Submitted;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Kannel between us and an operator. */
class KannelTest {
  private static final String SECRET = "100%&+ horse";

  @TempDir
  Path data;
  @TempDir
  Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final OperatorClient client = new OperatorClient(vertx);
  private Host host;
  private MessageCentre operator;
  private KannelProcess kannel;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    assumeTrue(KannelProcess.isInstalled(), "no bearerbox and smsbox in /usr/sbin; Debian's package kannel has them");
    host = new Host(data);
    operator = new MessageCentre();
    kannel = new KannelProcess(folder,
        new KannelProcess.Setup(operator.port(),
            "http://127.0.0.1:" + host.port() + "/kannel/kn" + KannelProcess.QUERY + '&'
                + FormText.write(Map.of("secret", SECRET)).replace("%", "%%")));
    kannel.start();
    operator.awaitBound();
  }

  @AfterEach
  void stop() throws IOException {
    if (kannel != null) {
      kannel.close();
    }
    if (operator != null) {
      operator.close();
    }
    if (host != null) {
      host.close();
    }
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hello", "€ [x] {y} é @ Ω 100%=a+b&c\n^", "ሰላም", "Zoë ’ 😀", " blanks  around "})
  void deliversEveryCharacter(String content) throws InterruptedException {
    assertThat(sender().send(message("m1", content))).isEqualTo(new Submission.Accepted(List.of("m1")));

    Submitted arrived = operator.submitted();
    assertThat(arrived.text()).isEqualTo(content);
    assertThat(arrived.to()).isEqualTo("254711000111");
    assertThat(arrived.from()).isEqualTo("12345");
    assertThat(arrived.wantsReceipt()).isTrue();
  }

  @Test
  void deliversLongTextsInParts() throws InterruptedException {
    String latin = "All work and no play makes €. ".repeat(20);
    String ethiopic = "ሰላም ለዓለም ".repeat(20);

    sender().send(message("m1", latin));
    assertThat(arrived(latin.length())).isEqualTo(latin);
    sender().send(message("m2", ethiopic));
    assertThat(arrived(ethiopic.length())).isEqualTo(ethiopic);
  }

  @Test
  void sendsAsTheChannelIsTold() throws InterruptedException {
    Sender sender = sender("from", "CLINIC & Co", "smsc", "sim", "account", "clinic", "priority", "2", "validity",
        "60");

    assertThat(sender.send(UserMessage.of(Map.of("to_addr", "+254711000111", "content", "hi"),
        new Stamp("m1", Instant.EPOCH)))).isInstanceOf(Submission.Accepted.class);

    Submitted arrived = operator.submitted();
    assertThat(arrived.from()).isEqualTo("CLINIC & Co");
    assertThat(arrived.priority()).isEqualTo(2);
  }

  /** Ids and secrets hold what Kannel would fill in. */
  @Test
  void tellsWhatBecameOfAMessage() throws IOException, InterruptedException {
    Sender sender = sender();
    sender.send(message("m+%d%1", "one"));
    String first = operator.submitted().id();
    sender.send(message("m2", "two"));
    String second = operator.submitted().id();
    await(() -> host.port.receipts.size() == 2);
    assertThat(host.port.receipts).containsExactlyInAnyOrder(new Receipt("m+%d%1", Status.PENDING, null),
        new Receipt("m2", Status.PENDING, null)); // taken by the operator
    host.port.receipts.clear();

    operator.report(first, "DELIVRD");
    operator.report(second, "UNDELIV");

    await(() -> host.port.receipts.size() == 2);
    assertThat(host.port.receipts).extracting(Receipt::sentId, Receipt::status)
        .containsExactlyInAnyOrder(tuple("m+%d%1", Status.DELIVERED),
            tuple("m2", Status.FAILED));
    assertThat(host.port.receipts).filteredOn(each -> each.status() == Status.FAILED)
        .allSatisfy(each -> assertThat(each.reason()).contains("stat:UNDELIV"));
  }

  @Test
  void reportsALongMessageOnce() throws IOException, InterruptedException {
    sender().send(message("m1", "long ".repeat(60)));
    String first = operator.submitted().id();
    operator.submitted();
    await(() -> host.port.receipts.size() == 1);

    operator.report(first, "DELIVRD");

    await(() -> host.port.receipts.size() == 2);
    assertThat(host.port.receipts).containsExactly(new Receipt("m1", Status.PENDING, null),
        new Receipt("m1", Status.DELIVERED, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hello", "€ [x] {y} é @ Ω 100%=a+b&c\n^", "ሰላም", "Zoë ’ 😀"})
  void takesEveryCharacter(String content) throws IOException, InterruptedException {
    Sender sender = sender();

    operator.text(content);
    await(() -> !host.port.ran.isEmpty());

    UserMessage taken = host.port.ran.getFirst();
    assertThat(taken.content()).isEqualTo(content);
    assertThat(taken.fromAddr()).isEqualTo("+254711000111");
    assertThat(taken.toAddr()).isEqualTo("12345");
    assertThat(taken.transportMetadata()).extracting("kannel").asInstanceOf(
        InstanceOfAssertFactories.MAP).containsOnlyKeys("id", "ts", "smsc")
        .containsEntry("smsc", "sim");
    sender.send(message("m1", "nothing left before this"));
    assertThat(operator.submitted().text()).isEqualTo("nothing left before this");
  }

  @Test
  void isToldAgainWhatWasNotStored() throws IOException, InterruptedException {
    Sender sender = sender();
    host.port.storing = false;
    operator.text("patience");
    await(() -> host.port.refused.get() >= 1);
    sender.send(message("m1", "hi"));
    await(() -> host.port.refused.get() >= 3); // the text perhaps again, and the report

    host.port.storing = true;

    await(() -> !host.port.ran.isEmpty() && !host.port.receipts.isEmpty());
    assertThat(host.port.ran).extracting(UserMessage::content).containsExactly("patience");
    assertThat(host.port.receipts).containsExactly(new Receipt("m1", Status.PENDING, null));
  }

  @Test
  void isTurnedAwayWithAWrongPassword() {
    assertThat(sender("password", "wrong").send(message("m1", "hi")))
        .isEqualTo(new Submission.Unavailable("403: Authorization failed for sendsms", null));
  }

  @Test
  void refusesWhereNoConnectionLeads() {
    assertThat(sender().send(UserMessage.of(Map.of("to_addr", "nobody", "from_addr", "1", "content", "hi"),
        new Stamp("m1", Instant.EPOCH)))).isInstanceOf(Submission.Refused.class);
  }

  @Test
  void goesOnWhenKannelIsThereAgain() throws IOException, InterruptedException {
    Sender sender = sender();
    kannel.kill();
    assertThat(sender.send(message("m1", "one"))).isInstanceOf(Submission.Unavailable.class);

    kannel.start();
    operator.awaitBound();

    assertThat(sender.send(message("m1", "one"))).isInstanceOf(Submission.Accepted.class);
    assertThat(operator.submitted().text()).isEqualTo("one");
  }

  /** Of a channel with these settings beside those it needs. */
  private Sender sender(String... more) {
    Map<String, String> settings = new LinkedHashMap<>(Map.of("url", kannel.url(), "username", KannelProcess.USERNAME,
        "password", KannelProcess.PASSWORD, "public-url", "http://127.0.0.1:" + host.port(), "secret", SECRET));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    Channel channel = host.channel("kn", "kannel", settings);
    return new KannelTransport().open(channel, client, host.context);
  }

  private static UserMessage message(String id, String content) {
    return UserMessage.of(Map.of("to_addr", "+254711000111", "from_addr", "12345", "content", content),
        new Stamp(id, Instant.EPOCH));
  }

  /** The parts of a text, joined until they are so long. */
  private String arrived(int length) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(operator.submitted().text());
    }
    return text.toString();
  }

  private static void await(BooleanSupplier done) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!done.getAsBoolean()) {
      Thread.onSpinWait();
      assertThat(System.nanoTime()).as("within 30 seconds").isLessThan(deadline);
    }
  }
}
