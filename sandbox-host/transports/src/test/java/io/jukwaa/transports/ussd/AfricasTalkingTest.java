package io.jukwaa.transports.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.ScriptedPort.Line;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake gateway of field-map 3.1: what Africa's Talking does on good days and on bad ones. */
class AfricasTalkingTest {
  private final Host host = new Host();

  {
    host.channel("at", "ussd-http", Map.of("map", "africastalking", "within", "1"));
    host.port.app = message -> CompletableFuture.completedStage("0".equals(message.content())
        ? Line.end("Bye")
        : Line.ask("You said " + message.content()));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void answersInTheGatewaysForm() {
    HttpResponse<String> asked = step("s", "");
    HttpResponse<String> ended = step("s", "0");

    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    assertThat(asked.body()).isEqualTo("CON You said null");
    assertThat(ended.body()).isEqualTo("END Bye");
  }

  @Test
  void runsAStepSentTenTimesAtOnceOnce() throws InterruptedException {
    step("s", "");
    CompletableFuture<Line> later = new CompletableFuture<>();
    host.port.app = message -> later;

    List<CompletableFuture<HttpResponse<String>>> copies = IntStream.range(0, 10)
        .mapToObj(i -> host.sendLater(host.post("/ussd/at", FORM, form("s", "1")))).toList();
    host.port.awaitHandOvers(11);
    later.complete(Line.ask("Once"));

    assertThat(copies).allSatisfy(copy -> assertThat(copy.get(10, TimeUnit.SECONDS).body()).isEqualTo("CON Once"));
    assertThat(contents()).containsExactly(null, "1");
  }

  @Test
  void opensASessionSentTwiceAtOnceOnce() throws InterruptedException {
    CompletableFuture<Line> later = new CompletableFuture<>();
    host.port.app = message -> later;

    List<CompletableFuture<HttpResponse<String>>> copies = IntStream.range(0, 2)
        .mapToObj(i -> host.sendLater(host.post("/ussd/at", FORM, form("s", "")))).toList();
    host.port.awaitHandOvers(2);
    later.complete(Line.ask("Once"));

    assertThat(copies).allSatisfy(copy -> assertThat(copy.get(10, TimeUnit.SECONDS).body()).isEqualTo("CON Once"));
    assertThat(host.port.ran).hasSize(1);
  }

  @Test
  void answersTwoParallelSteps() {
    step("s", "");

    List<CompletableFuture<HttpResponse<String>>> both = List.of("1", "2").stream()
        .map(text -> host.sendLater(host.post("/ussd/at", FORM, form("s", text)))).toList();

    assertThat(both).allSatisfy(one -> assertThat(one.get(10, TimeUnit.SECONDS).body()).startsWith("CON You said "));
    assertThat(contents()).containsExactlyInAnyOrder(null, "1", "2");
  }

  @Test
  void takesAnUnknownSessionMidWayForDialledDigits() {
    step("lost", "1*2*3");

    assertThat(only().sessionEvent().wire()).isEqualTo("new");
    assertThat(only().content()).isNull();
    assertThat(only().transportMetadata()).containsEntry("extra_digits", "1*2*3").doesNotContainKey("session_lost");
  }

  @Test
  void takesTheLastPartOfAnUnknownSessionIfTheChannelHasNoDialledDigits() {
    host.channel("at", "ussd-http", Map.of("map", "africastalking", "unknown-session", "resume"));

    step("lost", "1*2*3");
    step("lost", "1*2*3*4*5");

    assertThat(host.port.ran.getFirst().transportMetadata()).containsEntry("session_lost", true);
    assertThat(host.port.ran).extracting(message -> message.sessionEvent().wire()).containsExactly("resume", "resume");
    assertThat(contents()).containsExactly("3", "4*5");
  }

  @Test
  void forgetsASessionAfterItsTime() {
    step("s", "");
    host.clock.advance(Duration.ofSeconds(181));
    step("s", "");

    assertThat(host.port.ran).extracting(UserMessage::messageId).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void startsAnewWhenAnEndedSessionsIdIsUsedAgain() {
    step("s", "");
    step("s", "0");
    step("s", "");

    assertThat(host.port.ran).extracting(message -> message.sessionEvent().wire()).containsExactly("new", "resume",
        "new");
  }

  @Test
  void keepsEveryCharacterBothWays() {
    step("s", "");
    HttpResponse<String> response = step("s", "Zoë ሰላም 😀");

    assertThat(contents()).last().isEqualTo("Zoë ሰላም 😀");
    assertThat(response.body()).isEqualTo("CON You said Zoë ሰላም 😀");
  }

  @Test
  void readsStarsTheUserTyped() {
    step("s", "");
    step("s", "**");
    step("s", "***");
    step("s", "****1");

    assertThat(contents()).containsExactly(null, "**", "", "1");
  }

  @Test
  void passesLongRepliesOnWhole() {
    String screen = "😀".repeat(200);
    host.port.app = message -> CompletableFuture.completedStage(Line.ask(screen));

    assertThat(step("s", "").body()).isEqualTo("CON " + screen);
  }

  @Test
  void namesTheFieldThatIsMissing() {
    for (String field : List.of("sessionId", "serviceCode", "phoneNumber", "text")) {
      HttpResponse<String> response = host.form("/ussd/at", form("s", "").replaceAll(field + "=[^&]*&?", ""));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"" + field + ": missing (expected: a value)\"");
    }
    assertThat(host.port.ran).isEmpty();
  }

  @Test
  void apologisesWhenTheMessageCannotBeStored() {
    host.port.storing = false;

    HttpResponse<String> response = step("s", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("END Sorry, try again later.");
  }

  @Test
  void apologisesWhenTheSessionsCannotBeRead() {
    host.sessions.working = false;

    assertThat(step("s", "").body()).isEqualTo("END Sorry, try again later.");
  }

  @Test
  void apologisesWhenThePortItselfIsLate() {
    host.port.app = message -> new CompletableFuture<>();

    assertThat(step("s", "").body()).isEqualTo("END Sorry, try again later.");
  }

  @Test
  void tellsThatTheReplyWasTaken() throws InterruptedException {
    step("s", "");

    MessageEvent event = event();
    assertThat(event.eventType()).isEqualTo("ack");
    assertThat(event.userMessageId()).isEqualTo("reply-to-" + only().messageId());
  }

  @Test
  void tellsThatTheAppWasLate() throws InterruptedException {
    host.port.app = message -> CompletableFuture.completedStage(new Line(null, false, false));

    assertThat(step("s", "").body()).isEqualTo("END Sorry, try again later.");

    MessageEvent event = event();
    assertThat(event.eventType()).isEqualTo("nack");
    assertThat(event.json().text("nack_reason")).isEqualTo("timeout");
  }

  @Test
  void handsOverOneCloseHoweverOftenTheEndIsPosted() {
    step("s", "");
    for (int i = 0; i < 3; i++) {
      assertThat(host.form("/ussd/at/end", form("s", "") + "&status=Failed").statusCode()).isEqualTo(200);
    }

    assertThat(host.port.ran).extracting(message -> message.sessionEvent().wire()).containsExactly("new", "close");
  }

  @Test
  void asksForTheEndAgainWhenItCannotBeStored() {
    step("s", "");
    host.port.storing = false;
    assertThat(host.form("/ussd/at/end", form("s", "")).statusCode()).isEqualTo(503);
    host.port.storing = true;

    assertThat(host.form("/ussd/at/end", form("s", "")).statusCode()).isEqualTo(200);
    assertThat(host.port.ran).hasSize(2);
  }

  private static final String FORM = "application/x-www-form-urlencoded";

  private HttpResponse<String> step(String session, String text) {
    return host.form("/ussd/at", form(session, text));
  }

  private static String form(String session, String text) {
    return "sessionId=" + session + "&serviceCode=*384*123%23&phoneNumber=%2B254711000111&networkCode=63902&text="
        + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private List<@Nullable String> contents() {
    List<@Nullable String> contents = new ArrayList<>();
    host.port.ran.forEach(message -> contents.add(message.content()));
    return contents;
  }

  private UserMessage only() {
    assertThat(host.port.ran).hasSize(1);
    return host.port.ran.getFirst();
  }

  private MessageEvent event() throws InterruptedException {
    MessageEvent event = host.port.events.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return java.util.Objects.requireNonNull(event);
  }
}
