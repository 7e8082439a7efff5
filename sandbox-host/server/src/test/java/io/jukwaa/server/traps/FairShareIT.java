package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Answer;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that may have one message in progress, and short texts only. */
class FairShareIT {
  private static final String ASKS = """
      api.on_inbound_message = function (command) {
        api.request('http.get', {url: 'URL' + command.msg.content}, function () {
          api.request('outbound.reply_to', {content: 'asked', in_reply_to: command.msg.message_id,
              continue_session: false}, function () { api.done(); });
        });
      };
      """;
  private static AppBench bench;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder, Map.of("sandbox.queued-messages", "1", "sandbox.cpu-time", "20s",
        "sandbox.wall-time", "60s", "sandbox.log-lines", "3", "sandbox.string-length", "1048576",
        "sandbox.typed-array-length", "1048577"));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static UserMessage from(String phone, SessionEvent session) {
    return DeployedApp.message("a", session).with("from_addr", phone);
  }

  @Test
  void showsABusyScreenToWhoeverIsTooMany() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      DeployedApp app = bench.deploy(ASKS.replace("URL", web.url("")), "vumigo-0.3", Map.of(), web.hosts());
      CompletableFuture<Answer> first = app.later(from("+1", SessionEvent.NEW));
      Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> web.asked().contains("a"));
      UserMessage second = from("+2", SessionEvent.NEW);
      UserMessage busy = DeployedApp.only(app.answer(second));
      assertThat(busy.content()).isEqualTo("busy");
      assertThat(busy.sessionEvent()).isEqualTo(SessionEvent.CLOSE);
      assertThat(app.log()).containsOnlyOnce("WARNING message " + second.messageId()
          + ": too many messages of this tenant are in progress");
      assertThatThrownBy(() -> app.answer(from("+3", SessionEvent.NONE))).hasMessageContaining("too many");
      web.open();
      assertThat(DeployedApp.only(first.join()).content()).isEqualTo("asked");
      app.awaitEnd();
      assertThat(DeployedApp.only(app.answer(from("+2", SessionEvent.NEW))).content()).isEqualTo("asked");
    }
  }

  @Test
  void measuresWhatAGuestMakesByTheTenantsLimits() throws Exception {
    DeployedApp app = bench.deploy("""
        function made(make) {
          try { make(); return 'made'; } catch (e) { return e.name; }
        }
        api.on_inbound_message = function (command) {
          api.request('outbound.reply_to', {content: [
            made(function () { return new Array(1048577).join('x'); }),
            made(function () { return new Array(1048578).join('x'); }),
            made(function () { return new Uint8Array(1048577); }),
            made(function () { return new Uint8Array(1048578); })].join(' '),
            in_reply_to: command.msg.message_id, continue_session: false}, function () { api.done(); });
        };
        """, "vumigo-0.3", Map.of(), Set.of());
    assertThat(DeployedApp.only(app.answer(from("+4", SessionEvent.NEW))).content())
        .isEqualTo("made RangeError made RangeError");
  }

  @Test
  void keepsTheWorkerOfARunThatFilledItsHeap() throws Exception {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function () {
          for (var kept = [];; kept.push({number: kept.length})) {}
        };
        """, "vumigo-0.3", Map.of(), Set.of());
    // A heap that is full faster than anybody looks takes its worker with it, which a busy machine makes likelier.
    for (int attempt = 0; attempt < 3; attempt++) {
      app.answer(from("+5", SessionEvent.NEW));
      app.awaitEnd();
    }
    assertThat(app.log()).filteredOn(line -> line.contains("stopped: heap bytes: "))
        .anySatisfy(line -> assertThat(line).doesNotContain("replaced"));
  }

  @Test
  void letsARepetitionWaitForTheFirstOne() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      DeployedApp app = bench.deploy(ASKS.replace("URL", web.url("")), "vumigo-0.3", Map.of(), web.hosts());
      UserMessage message = from("+1", SessionEvent.NEW);
      CompletableFuture<Answer> first = app.later(message);
      Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> web.asked().contains("a"));
      CompletableFuture<Answer> again = app.later(message);
      web.open();
      assertThat(DeployedApp.only(first.join()).content()).isEqualTo("asked");
      assertThat(again.join()).isEqualTo(first.join());
      assertThat(web.asked()).containsExactly("a");
    }
  }

  @Test
  void doesNotRunWhatNobodyWaitsForAnyMore(@TempDir Path folder) throws Exception {
    try (GatedServer web = GatedServer.start();
        AppBench narrow = AppBench.open(folder, Map.of("sandbox.runs-per-worker", "1", "sandbox.cpu-time", "20s",
            "sandbox.wall-time", "60s"))) {
      DeployedApp app = narrow.deploy(ASKS.replace("URL", web.url("")), "vumigo-0.3", Map.of(), web.hosts());
      CompletableFuture<Answer> first = app.later(from("+1", SessionEvent.NEW));
      Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> web.asked().contains("a"));
      UserMessage second = from("+2", SessionEvent.NEW);
      assertThat(DeployedApp.only(app.answer(second, Duration.ofMillis(50))).content()).isEqualTo(AppBench.APOLOGY);
      web.open();
      first.join();
      app.awaitEnd();
      assertThat(web.asked()).containsExactly("a");
      assertThat(app.log()).contains("ERROR message " + second.messageId() + ": not run: nobody waits for it any more");
    }
  }

  @Test
  void keepsAsManyLinesOfARunAsTheTenantMay() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function (command) {
          for (var i = 0; i < 10; i++) { api.log_info('line ' + i); }
          api.request('outbound.reply_to', {content: 'logged', in_reply_to: command.msg.message_id,
              continue_session: false}, function () { api.done(); });
        };
        """);
    assertThat(app.text("hello")).isEqualTo("logged");
    assertThat(app.log()).isEqualTo(
        List.of("INFO line 0", "INFO line 1", "INFO line 2", "ERROR log lines: 4 (limit: 3)"));
  }

  @Test
  void sumsWhatRunsUsedByTheHour() {
    DeployedApp app = bench.deploy("api.on_inbound_message = function () { api.done(); };");
    long before = runs();
    app.say("hello");
    app.awaitEnd();
    assertThat(runs()).isEqualTo(before + 1);
    assertThat(bench.stores().reports().usage().latest(AppBench.TENANT.key(), 1).getFirst().cpuNanos()).isPositive();
  }

  private static long runs() {
    return bench.stores().reports().usage().latest(AppBench.TENANT.key(), 10).stream().mapToLong(hour -> hour.runs())
        .sum();
  }
}
