package io.jukwaa.transports.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no table shows: what is not stored is not taken, and whose message is whose. */
class TelegramTransportTest {
  private static final String UPDATE = "{\"update_id\":1,\"message\":{\"message_id\":2,\"chat\":{\"id\":77,"
      + "\"type\":\"private\"},\"text\":\"hi\"}}";
  private static final Map<String, String> BOT = Map.of("bot-token", "123456:AA-b_c", "secret", "correct-horse");

  @TempDir
  Path data;
  private Host host;

  @BeforeEach
  void start() {
    host = new Host(data);
    host.channel("bot", "telegram", BOT);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void asksForAMessageAgainUntilItIsStored() {
    host.port.storing = false;
    HttpResponse<String> refused = tell("bot", UPDATE);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).doesNotContain("/var/lib", "Exception");
    host.port.storing = true;

    for (int i = 0; i < 3; i++) {
      assertThat(tell("bot", UPDATE).statusCode()).isEqualTo(200);
    }
    assertThat(host.port.ran).hasSize(1);
  }

  @Test
  void ignoresWhatIsForNoAppThoughNothingCanBeStored() {
    host.port.storing = false;

    assertThat(tell("bot", "{\"update_id\":1,\"poll\":{}}").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheSameUpdateOfTwoBotsApart() {
    host.channel("other", "telegram", BOT);

    tell("bot", UPDATE);
    tell("other", UPDATE);

    assertThat(host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void takesUpdatesOfItsOwnChannelsOnly() {
    host.channel("vumi", "json", Map.of());

    assertThat(tell("vumi", UPDATE).statusCode()).isEqualTo(404);
  }

  @Test
  void takesNoLargerUpdateThan256KiB() {
    assertThat(tell("bot", UPDATE.replace("hi", "x".repeat(262_144))).statusCode()).isEqualTo(413);
    assertThat(tell("bot", UPDATE.replace("hi", "x".repeat(260_000))).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheTokenOutOfWhatIsPrinted() {
    Bot bot = Bot.of(new Channel("bot", "tenant", "app", "telegram", BOT, Channel.DEFAULT_APOLOGY));

    assertThat(bot + " " + bot.reasons()).doesNotContain("AA-b_c", "correct-horse");
  }

  private HttpResponse<String> tell(String channel, String update) {
    return host.send(host.request("/telegram/" + channel).header("Content-Type", "application/json")
        .header("X-Telegram-Bot-Api-Secret-Token", "correct-horse").POST(BodyPublishers.ofString(update)).build());
  }
}
