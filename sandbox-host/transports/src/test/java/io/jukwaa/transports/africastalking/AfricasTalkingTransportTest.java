package io.jukwaa.transports.africastalking;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no table shows: what is not stored is not taken, and whose text is whose. */
class AfricasTalkingTransportTest {
  private static final String TEXT = "id=ATXid_1&text=hi&from=%2B254711000111&to=22334";
  private static final Map<String, String> ACCOUNT = Map.of("username", "clinic", "api-key", "key-0123456789");

  @TempDir
  Path data;
  private Host host;

  @BeforeEach
  void start() {
    host = new Host(data);
    host.channel("at", "africastalking-sms", ACCOUNT);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void asksForATextAgainUntilItIsStored() {
    host.port.storing = false;
    HttpResponse<String> refused = host.form("/africastalking/at", TEXT);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    assertThat(refused.body()).doesNotContain("/var/lib", "Exception");
    host.port.storing = true;

    for (int i = 0; i < 3; i++) {
      assertThat(host.form("/africastalking/at", TEXT).statusCode()).isEqualTo(200);
    }
    assertThat(host.port.ran).hasSize(1);
  }

  @Test
  void asksForAReportAgainUntilItIsStored() {
    host.port.storing = false;
    assertThat(host.form("/africastalking/at/delivery", "id=ATXid_1&status=Success").statusCode()).isEqualTo(503);
    host.port.storing = true;

    assertThat(host.form("/africastalking/at/delivery", "id=ATXid_1&status=Success").statusCode()).isEqualTo(200);
    assertThat(host.port.receipts).hasSize(1);
  }

  @Test
  void tellsTheSameIdOfTwoChannelsApart() {
    host.channel("other", "africastalking-sms", ACCOUNT);

    host.form("/africastalking/at", TEXT);
    host.form("/africastalking/other", TEXT);

    assertThat(host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void takesTextsOfItsOwnChannelsOnly() {
    host.channel("vumi", "json", Map.of());

    assertThat(host.form("/africastalking/vumi", TEXT).statusCode()).isEqualTo(404);
  }

  @Test
  void takesNoLargerFormThan64KiB() {
    assertThat(host.form("/africastalking/at", TEXT.replace("hi", "x".repeat(65_536))).statusCode()).isEqualTo(413);
    assertThat(host.form("/africastalking/at", TEXT.replace("hi", "x".repeat(65_000))).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheKeyOutOfWhatIsPrinted() {
    Account account = new Account("clinic", "key-0123456789", null, java.net.URI.create("https://example.org"));

    assertThat(account.toString()).doesNotContain("key-0123456789");
  }
}
