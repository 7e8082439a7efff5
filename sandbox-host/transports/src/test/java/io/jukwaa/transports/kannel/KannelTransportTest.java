package io.jukwaa.transports.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no table shows: what is not stored is not taken, and whose text is whose. */
class KannelTransportTest {
  private static final String TEXT = "?id=1&from=%2B254711000111&to=12345&text=hi";
  private static final String REPORT = "/delivery?id=id-1&status=1";
  private static final Map<String, String> LOGIN = Map.of("username", "clinic", "password", "password-0123");

  @TempDir
  Path data;
  private Host host;

  @BeforeEach
  void start() {
    host = new Host(data);
    host.channel("kn", "kannel", LOGIN);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void takesNoTextThatIsNotStored() {
    host.port.storing = false;
    HttpResponse<String> refused = host.get("/kannel/kn" + TEXT);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).doesNotContain("/var/lib", "Exception");
    host.port.storing = true;

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> taken = host.get("/kannel/kn" + TEXT);
      assertThat(taken.statusCode()).isEqualTo(200);
      assertThat(taken.body()).isEmpty(); // else Kannel would send it to the phone
    }
    assertThat(host.port.ran).hasSize(1);
  }

  @Test
  void takesNoReportThatIsNotStored() {
    host.port.storing = false;
    assertThat(host.get("/kannel/kn" + REPORT).statusCode()).isEqualTo(503);
    host.port.storing = true;

    assertThat(host.get("/kannel/kn" + REPORT).statusCode()).isEqualTo(200);
    assertThat(host.port.receipts).hasSize(1);
  }

  @Test
  void tellsTheSameIdOfTwoChannelsApart() {
    host.channel("other", "kannel", LOGIN);

    host.get("/kannel/kn" + TEXT);
    host.get("/kannel/other" + TEXT);

    assertThat(host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void takesTextsOfItsOwnChannelsOnly() {
    host.channel("vumi", "json", Map.of());

    assertThat(host.get("/kannel/vumi" + TEXT).statusCode()).isEqualTo(404);
  }

  /** The secret is looked for before anybody knows in which character set the text is. */
  @Test
  void findsTheSecretBesideAnyText() {
    host.channel("secret", "kannel",
        Map.of("username", "clinic", "password", "password-0123", "secret", "correct-horse"));
    String text = "/kannel/secret?id=1&from=1&to=2&text=%E9&charset=ISO-8859-1";

    assertThat(host.get(text).statusCode()).isEqualTo(403);
    assertThat(host.get(text + "&secret=correct-horse").statusCode()).isEqualTo(200);
    assertThat(host.port.ran).extracting(UserMessage::content).containsExactly("é");
  }

  /** A line of a request has an end. */
  @Test
  void takesTextsOfSixHundredCharactersInUcs2() {
    String text = "/kannel/kn?id=1&from=%2B254711000111&to=12345&charset=UTF-16BE&text=";

    assertThat(host.get(text + "%12%0B".repeat(600)).statusCode()).isEqualTo(200);
    assertThat(host.get(text + "%12%0B".repeat(700)).statusCode()).isEqualTo(414);
  }

  /** Nobody listens there, so what is asked for is not refused. */
  @ParameterizedTest
  @CsvSource({"a, 38760", "€, 19380", "ሰ, 16830", "😀, 8415"})
  void refusesWhatKannelWouldCutOff(String character, int most) {
    Vertx vertx = Vertx.vertx();
    Channel channel = host.channel("nobody", "kannel",
        Map.of("username", "clinic", "password", "password-0123", "url", "http://127.0.0.1:1"));
    try (OperatorClient client = new OperatorClient(vertx)) {
      Sender sender = new KannelTransport().open(channel, client, host.context);

      assertThat(sender.send(text(character.repeat(most)))).isInstanceOf(Submission.Unavailable.class);
      assertThat(sender.send(text(character.repeat(most + 1)))).isInstanceOf(Submission.Refused.class);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static UserMessage text(String content) {
    return UserMessage.of(Map.of("to_addr", "+254711000111", "content", content), new Stamp("our-id", Instant.EPOCH));
  }

  @Test
  void keepsSecretsOutOfWhatIsPrinted() {
    Gateway gateway = Gateway.of(new Channel("kn", "tenant", "app", "kannel", Map.of("username", "clinic", "password",
        "password-0123", "secret", "correct-horse", "public-url", "https://sms.example.org"),
        Channel.DEFAULT_APOLOGY));

    assertThat(gateway + " " + gateway.reasons() + " " + gateway.receipts()).doesNotContain("password-0123",
        "correct-horse");
  }
}
