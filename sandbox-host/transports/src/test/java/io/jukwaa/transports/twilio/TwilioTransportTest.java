package io.jukwaa.transports.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
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
class TwilioTransportTest {
  private static final String TEXT = "MessageSid=SM1&Body=hi&From=%2B254711000111&To=%2B254711000222";
  private static final String STATUS = "MessageSid=SM1&MessageStatus=delivered";
  private static final String TOKEN = "token-0123456789";
  private static final Map<String, String> ACCOUNT = Map.of("account-sid", "AC1", "auth-token", TOKEN, "from",
      "+254711000222", "public-url", "https://sms.example.org", "secret", "correct-horse");
  private static final String SECRET = "?secret=correct-horse";

  @TempDir
  Path data;
  private Host host;

  @BeforeEach
  void start() {
    host = new Host(data);
    host.channel("tw", "twilio", ACCOUNT);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void takesNoTextThatIsNotStored() {
    host.port.storing = false;
    HttpResponse<String> refused = signed("/twilio/tw" + SECRET, TEXT);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).doesNotContain("/var/lib", "Exception");
    host.port.storing = true;

    for (int i = 0; i < 3; i++) {
      assertThat(signed("/twilio/tw" + SECRET, TEXT).statusCode()).isEqualTo(200);
    }
    assertThat(host.port.ran).hasSize(1);
  }

  @Test
  void takesNoStatusThatIsNotStored() {
    host.port.storing = false;
    assertThat(signed("/twilio/tw/status" + SECRET, STATUS).statusCode()).isEqualTo(503);
    host.port.storing = true;

    assertThat(signed("/twilio/tw/status" + SECRET, STATUS).statusCode()).isEqualTo(200);
    assertThat(host.port.receipts).hasSize(1);
  }

  @Test
  void wantsTheSecretBesideTheSignature() {
    assertThat(signed("/twilio/tw", TEXT).statusCode()).isEqualTo(403);
    assertThat(signed("/twilio/tw?secret=wrong-horse", TEXT).statusCode()).isEqualTo(403);
    assertThat(host.form("/twilio/tw" + SECRET, TEXT).statusCode()).isEqualTo(403);
    assertThat(host.port.ran).isEmpty();
  }

  @Test
  void tellsTheSameIdOfTwoChannelsApart() {
    host.channel("other", "twilio", ACCOUNT);

    signed("/twilio/tw" + SECRET, TEXT);
    signed("/twilio/other" + SECRET, TEXT);

    assertThat(host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void takesTextsOfItsOwnChannelsOnly() {
    host.channel("vumi", "json", Map.of());

    assertThat(signed("/twilio/vumi" + SECRET, TEXT).statusCode()).isEqualTo(404);
  }

  @Test
  void takesNoLargerFormThan64KiB() {
    assertThat(signed("/twilio/tw" + SECRET, TEXT.replace("hi", "x".repeat(65_536))).statusCode()).isEqualTo(413);
    assertThat(signed("/twilio/tw" + SECRET, TEXT.replace("hi", "x".repeat(65_000))).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsSecretsOutOfWhatIsPrinted() {
    Channel channel = new Channel("tw", "tenant", "app", "twilio", ACCOUNT, Channel.DEFAULT_APOLOGY);
    Account account = TwilioSettings.account(channel);

    assertThat(account + " " + account.login() + " " + account.reasons() + " " + TwilioSettings.door(channel))
        .doesNotContain(TOKEN, "correct-horse", account.login().encoded());
  }

  private HttpResponse<String> signed(String path, String form) {
    String signature = new Signature(TOKEN).of("https://sms.example.org" + path, form.getBytes(UTF_8)).getFirst();
    return host.send(host.request(path).header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Twilio-Signature", signature).POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)).build());
  }
}
