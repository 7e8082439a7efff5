package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Answer;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.status.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order, repetition, lateness and the death of a worker: sections 1.10 and 1.11, traps 37, 66, 68 and 69. */
class DeliveryIT {
  private static final String ASKS_THEN_REPLIES = """
      api.on_inbound_message = function (command) {
        var id = command.msg.message_id, content = command.msg.content || 'nothing';
        api.request('kv.get', {key: 'seen'}, function (seen) {
          api.request('http.get', {url: 'URL' + content}, function () {
            api.request('kv.set', {key: 'seen', value: (seen.value || '') + content}, function () {
              api.request('outbound.reply_to', {content: 're ' + content, in_reply_to: id}, function () {
                api.done();
              });
            });
          });
        });
      };
      """;
  private static AppBench bench;
  private GatedServer web;
  private DeployedApp app;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder, Map.of("sandbox.cpu-time", "20s", "sandbox.wall-time", "8s"));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @BeforeEach
  void deploy() throws Exception {
    web = GatedServer.start();
    app = bench.deploy(ASKS_THEN_REPLIES.replace("'seen'", "'seen." + web.hosts().hashCode() + "'")
        .replace("URL", web.url("")), "vumigo-0.3", Map.of(), web.hosts());
    bench.telling("", "'warm'").told();
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private String seen() {
    return String.valueOf(app.record("seen." + web.hosts().hashCode()));
  }

  private static UserMessage from(String phone, String content) {
    return DeployedApp.message(content, SessionEvent.RESUME).with("from_addr", phone);
  }

  private void awaitAsked(String... pages) {
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> web.asked().containsAll(List.of(pages)));
  }

  @Test
  void takesMessagesOfOneUserOneByOne() {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (String content : List.of("a", "b", "c", "d")) {
      answers.add(app.later(from("+1", content)));
    }
    awaitAsked("a");
    assertThat(web.asked()).containsExactly("a");
    web.open();
    answers.forEach(CompletableFuture::join);
    assertThat(web.asked()).containsExactly("a", "b", "c", "d");
    assertThat(seen()).isEqualTo("\"abcd\"");
    assertThat(app.sent()).extracting(UserMessage::content).containsExactly("re a", "re b", "re c", "re d");
  }

  @Test
  void takesMessagesOfSeveralUsersAtTheSameTime() {
    List<CompletableFuture<Answer>> answers = List.of(app.later(from("+1", "a")), app.later(from("+2", "b")),
        app.later(from("+3", "c")));
    awaitAsked("a", "b", "c");
    web.open();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().sent()).hasSize(1));
  }

  @Test
  void answersARepeatedMessageFromTheStore() {
    web.open();
    UserMessage message = from("+1", "once");
    Answer first = app.answer(message);
    assertThat(app.answer(message)).isEqualTo(first);
    assertThat(web.asked()).containsExactly("once");
    assertThat(app.sent()).hasSize(1);
  }

  @Test
  void answersAMessageRepeatedDuringItsRun() {
    UserMessage message = from("+1", "once");
    CompletableFuture<Answer> first = app.later(message);
    awaitAsked("once");
    CompletableFuture<Answer> again = app.later(message);
    web.open();
    assertThat(again.join()).isEqualTo(first.join());
    assertThat(web.asked()).containsExactly("once");
  }

  @Test
  void apologisesAtTheDeadLineAndNacksTheLateReply() {
    UserMessage message = from("+1", "late");
    Answer answer = app.answer(message, Duration.ofMillis(300));
    assertThat(answer.complete()).isFalse();
    assertThat(DeployedApp.only(answer).content()).isEqualTo(AppBench.APOLOGY);
    assertThat(DeployedApp.only(answer).sessionEvent()).isEqualTo(SessionEvent.CLOSE);
    awaitAsked("late");
    web.open();
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> app.events().equals(Map.of("nack", 1L)));
    assertThat(app.sent()).extracting(UserMessage::content).containsExactlyInAnyOrder(AppBench.APOLOGY, "re late");
    assertThat(app.log()).contains("WARNING message " + message.messageId() + ": no reply before the dead-line");
    assertThat(seen()).isEqualTo("\"late\"");
    app.awaitEnd();
    assertThat(bench.sights(app.channel().key())).as("once, though the run came to its end")
        .containsExactly(Sight.LATE);
  }

  @Test
  void deliversWhatWaitedInTheQueueForLongerThanAnybodyWaits() {
    CompletableFuture<Answer> slow = app.later(from("+1", "slow"));
    awaitAsked("slow");
    UserMessage hangup = from("+1", "hangup").with("session_event", SessionEvent.CLOSE.wire());
    assertThat(app.answer(hangup, Duration.ofMillis(100)).sent()).isEmpty();
    web.open();
    slow.join();
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> seen().equals("\"slowhangup\""));
  }

  @Test
  void answersBeforeWhatTheAppDoesNotWaitFor() {
    DeployedApp forgetful = bench.deploy("""
        api.on_inbound_message = function (command) {
          api.request('outbound.reply_to', {content: 'now', in_reply_to: command.msg.message_id});
          api.request('http.get', {url: '%s'});
          api.done();
        };
        """.formatted(web.url("statistics")), "vumigo-0.3", Map.of(), web.hosts());
    assertThat(forgetful.text("hi")).isEqualTo("now");
    awaitAsked("statistics");
  }

  @Test
  void stopsARunAtItsWallTime() {
    UserMessage message = from("+1", "never");
    assertThat(DeployedApp.only(app.answer(message)).content()).isEqualTo(AppBench.APOLOGY);
    assertThat(app.log()).hasSize(1).first().asString()
        .startsWith("ERROR message " + message.messageId() + ": stopped: wall milliseconds: ");
  }

  @Test
  void losesOnlyTheRunsOfAWorkerThatIsKilled() throws Exception {
    UserMessage message = from("+1", "killed");
    CompletableFuture<Answer> lost = app.later(message);
    awaitAsked("killed");
    List<Long> before = bench.workers();
    for (long worker : before) {
      ProcessHandle process = ProcessHandle.of(worker).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
    }
    assertThat(DeployedApp.only(lost.join()).content()).isEqualTo(AppBench.APOLOGY);
    assertThat(app.log()).hasSize(1).first().asString()
        .startsWith("ERROR message " + message.messageId() + ": lost: ");
    web.open();
    assertThat(DeployedApp.only(app.answer(from("+2", "after"))).content()).isEqualTo("re after");
    assertThat(DeployedApp.only(app.answer(from("+1", "again"))).content()).isEqualTo("re again");
    assertThat(bench.workers()).isNotEmpty().doesNotContainAnyElementsOf(before);
  }

  @Test
  void runsTheNewestSource() {
    DeployedApp first = bench.telling("", "'old'");
    assertThat(first.told()).isEqualTo("old");
    var old = first.app();
    DeployedApp second = bench.deploy(new io.jukwaa.resource.App(old.key(), old.tenant(), old.name(),
        AppBench.tellingSource("", "'new'"), old.modules(), old.config(), old.endpoints(), old.processEvents(),
        old.privateHosts()));
    assertThat(second.told()).isEqualTo("new");
  }
}
