package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Answer;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that go wrong: sections 1.5 and 1.6, and traps 15, 25, 66 and 69 of section 8. The phone gets one apology with
 * the session closed, the owner one line that says which message, what and where.
 */
class FailuresIT {
  private static AppBench bench;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder, Map.of("sandbox.cpu-time", "1s", "sandbox.allocated-bytes", "64MiB",
        "sandbox.requests", "50", "sandbox.output-bytes", "64KiB", "sandbox.wall-time", "45s"));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static void assertApology(Answer answer, UserMessage message) {
    UserMessage apology = DeployedApp.only(answer);
    assertThat(apology.content()).isEqualTo(AppBench.APOLOGY);
    assertThat(apology.sessionEvent()).isEqualTo(SessionEvent.CLOSE);
    assertThat(apology.inReplyTo()).isEqualTo(message.messageId());
    assertThat(apology.toAddr()).isEqualTo(message.fromAddr());
    assertThat(apology.transportMetadata()).isEqualTo(message.transportMetadata());
    assertThat(answer.complete()).isTrue();
  }

  /** The one line at ERROR of an app that was sent one message. */
  private static String error(String source) {
    DeployedApp app = bench.deploy(source);
    UserMessage message = DeployedApp.message("hello", SessionEvent.NEW);
    assertApology(app.answer(message), message);
    List<String> errors = app.log().stream().filter(line -> line.startsWith("ERROR")).toList();
    assertThat(errors).hasSize(1);
    String prefix = "ERROR message " + message.messageId() + ": ";
    assertThat(errors.getFirst()).startsWith(prefix);
    return errors.getFirst().substring(prefix.length()).replace(app.app().name(), "FILE");
  }

  @Test
  void apologisesForAScriptThatDoesNotParse() {
    assertThat(error("var a = 1;\nvar b = ;\n")).startsWith("SyntaxError: ").contains("FILE:2:");
  }

  @Test
  void apologisesForAThrowWhileLoading() {
    assertThat(error("var a;\nfunction load() {\n  a.b();\n}\nload();\n")).startsWith("TypeError: ")
        .contains("at load (FILE:3:").contains("(FILE:5:");
  }

  @Test
  void apologisesForAThrowInAHandler() {
    assertThat(error("api.on_inbound_message = function handler() {\n  throw new Error('mine');\n};\n"))
        .startsWith("Error: mine\n").contains("at handler (FILE:2:").doesNotContain("bridge.js");
  }

  @Test
  void apologisesForAThrowInACallback() {
    assertThat(error("""
        api.on_inbound_message = function () {
          api.request('kv.get', {key: 'x'}, function answered(reply) {
            reply.value.missing();
          });
        };
        """)).startsWith("TypeError: ").contains("at answered (FILE:3:");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"throw 'text'; | text", "throw null; | null", "throw {a: 1}; | Error",
      "throw undefined; | undefined", "null.x; | TypeError", "undeclared; | ReferenceError"})
  void tellsWhateverIsThrown(String statement, String told) {
    assertThat(error("api.on_inbound_message = function () { " + statement + " };")).contains(told).contains("FILE:1:");
  }

  @Test
  void apologisesForARejectionNobodyHandles() {
    assertThat(error("""
        api.on_inbound_message = async function () {
          await null;
          throw new Error('rejected');
        };
        """)).contains("rejected");
  }

  @Test
  void apologisesForARejectionThatQRethrows() {
    assertThat(error("""
        var Q = require('q');
        api.on_inbound_message = function () {
          Q.delay(1).then(function () {
            throw new Error('in q');
          }).done();
        };
        """)).contains("in q").contains("FILE:4:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void apologisesForAnErrorTheToolkitCaught(String modules) {
    DeployedApp app = bench.deploy("""
        var vumigo = require('vumigo_v02');
        var Broken = vumigo.App.extend(function (self) {
          vumigo.App.call(self, 'start');
          self.init = function () { throw new Error('app is broken'); };
        });
        new vumigo.InteractionMachine(api, new Broken());
        """, modules, Map.of("config", "{\"name\": \"broken\"}"));
    UserMessage message = DeployedApp.message("hello", SessionEvent.NEW);
    assertApology(app.answer(message), message);
    assertThat(app.log()).anyMatch(line -> line.startsWith("ERROR") && line.contains("app is broken"));
    assertThat(app.record("users.broken." + DeployedApp.PHONE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void tellsWhereAnErrorCameFromThatTheToolkitCaught(String modules) {
    DeployedApp app = bench.deploy("""
        var vumigo = require('vumigo_v02');
        var Survey = vumigo.App.extend(function (self) {
          vumigo.App.call(self, 'start');
          self.states.add('start', function (name) {
            var answers;
            return answers.first.text;
          });
        });
        new vumigo.InteractionMachine(api, new Survey());
        """, modules, Map.of("config", "{\"name\": \"survey\"}"));
    UserMessage message = DeployedApp.message("hello", SessionEvent.NEW);
    app.answer(message);
    assertThat(app.log()).anyMatch(line -> line.startsWith("ERROR message " + message.messageId()
        + ": TypeError: Cannot read property 'first' of undefined") && line.matches("(?s).*\\(app\\d+\\.js:6:.*"));
  }

  @Test
  void apologisesWhenDoneIsNeverCalled() {
    assertThat(error("api.on_inbound_message = function () { api.request('kv.get', {key: 'x'}, function () {}); };"))
        .contains("has not called done");
  }

  @Test
  void apologisesWhenNoHandlerIsThere() {
    assertThat(error("var nothing;")).contains("has not called done");
  }

  @Test
  void apologisesWhenTheHandlerComesTooLate() {
    assertThat(error("""
        api.request('kv.get', {key: 'x'}, function () {
          api.on_inbound_message = function () { api.done(); };
        });
        """)).contains("has not called done");
  }

  @Test
  void apologisesWhenTheAppEndsWithoutAReply() {
    DeployedApp app = bench.deploy("api.on_inbound_message = function () { api.done(); };");
    UserMessage message = DeployedApp.message("hello", SessionEvent.NEW);
    assertApology(app.answer(message), message);
    assertThat(app.log()).contains("WARNING message " + message.messageId() + ": the app ended without a reply");
  }

  @Test
  void apologisesToNobodyWhoDoesNotWait() {
    DeployedApp app = bench.deploy("throw new Error('mine');");
    assertThat(app.say(null, SessionEvent.CLOSE).sent()).isEmpty();
    assertThat(app.say("an SMS", SessionEvent.NONE).sent()).isEmpty();
    assertThat(app.log()).hasSize(2).allMatch(line -> line.contains("Error: mine"));
  }

  @Test
  void keepsAReplyThatWasSentBeforeTheFailure() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function (command) {
          api.request('outbound.reply_to', {content: 'sent', in_reply_to: command.msg.message_id}, function () {
            throw new Error('afterwards');
          });
        };
        """);
    assertThat(app.text("hi")).isEqualTo("sent");
    assertThat(app.log()).hasSize(1).first().asString().contains("Error: afterwards");
  }

  @Test
  void stopsALoop() {
    assertThat(error("api.on_inbound_message = function () { while (true) {} };"))
        .matches("(?s)stopped: CPU milliseconds: 1\\d{3} \\(limit: 1000\\).*");
  }

  @Test
  void stopsALoopWhileLoading() {
    assertThat(error("for (;;) {}")).startsWith("stopped: CPU milliseconds: ");
  }

  @Test
  void stopsALoopOfPromises() {
    assertThat(
        error("api.on_inbound_message = function () { (function again() { Promise.resolve().then(again); })(); };"))
        .startsWith("stopped: ");
  }

  @Test
  void stopsALoopOfLogs() {
    assertThat(error("api.on_inbound_message = function () { (function again() { api.log_info('x', again); })(); };"))
        .startsWith("stopped: requests: 51 (limit: 50)");
  }

  @Test
  void stopsGreedForMemory() {
    assertThat(error("api.on_inbound_message = function () { var a = []; while (true) { a.push(new Array(1000)); } };"))
        .startsWith("stopped: allocated bytes: ").contains("(limit: 67108864)");
  }

  @Test
  void stopsOneBigAllocation() {
    assertThat(
        error("api.on_inbound_message = function () { for (var i = 0; i < 9; i++) { new Uint8Array(10 << 20); } };"))
        .startsWith("stopped: allocated bytes: ");
  }

  @Test
  void stopsTooManyRequests() {
    assertThat(error("api.on_inbound_message = function () { for (var i = 0; i < 1000; i++) {"
        + " api.request('kv.get', {key: 'x'}); } };")).startsWith("stopped: requests: ").contains("(limit: 50)");
  }

  @Test
  void stopsTooMuchOutput() {
    assertThat(error("api.on_inbound_message = function () { api.log_info(new Array(70000).join('x')); };"))
        .startsWith("stopped: output bytes: ").contains("(limit: 65536)");
  }

  @Test
  void endsARecursionWithoutEnd() {
    assertThat(error("api.on_inbound_message = function () { (function deep() { return 1 + deep(); })(); };"))
        .containsAnyOf("RangeError", "stack");
  }

  @Test
  void stopsWhatNoScriptCanStop() {
    assertThat(error("api.on_inbound_message = function () { new Array(1000000).fill(0).map(function (zero, i) {"
        + " return i * 7919 % 1000003; }).sort(function (a, b) { return a - b; }); };")).startsWith("stopped: ");
  }

  /** A run that is stopped or fails harms no other run of its worker. */
  @Test
  void letsOthersGoOn() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      DeployedApp waiting = bench.deploy("""
          api.on_inbound_message = function (command) {
            api.request('http.get', {url: '%s'}, function (reply) {
              api.request('outbound.reply_to', {content: reply.body, in_reply_to: command.msg.message_id}, function () {
                api.done();
              });
            });
          };
          """.formatted(web.url("page")), "vumigo-0.3", Map.of(), web.hosts());
      CompletableFuture<Answer> answer = waiting.later(DeployedApp.message("hi", SessionEvent.RESUME));
      Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> web.asked().contains("page"));
      assertThat(error("api.on_inbound_message = function () { while (true) {} };")).startsWith("stopped: ");
      assertThat(error("throw new Error('mine');")).startsWith("Error: mine");
      web.open();
      assertThat(DeployedApp.only(answer.join()).content()).isEqualTo("page");
    }
  }

  @Test
  void saysNothingOfTheHostToAnybody() {
    List<String> told = List.of(error("throw new Error('mine');"), error("api.request('kv.get', null);"),
        error("api.request();"), error("api.emitter.emit('error', new Error('x'));"),
        error("api.on_inbound_message = 5;"), error("require({toString: null});"));
    assertThat(told).allSatisfy(line -> assertThat(line).doesNotContain("io.jukwaa", ".java", "/work", "truffle",
        "polyglot", "graal"));
  }
}
