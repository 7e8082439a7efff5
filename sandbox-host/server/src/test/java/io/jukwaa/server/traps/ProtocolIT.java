package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Fields;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an app and its host talk: sections 1.3 to 1.5 and 1.8, and traps 15 to 25 of section 8. */
class ProtocolIT {
  private static AppBench bench;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  /** Replies with the JSON text of what the body gives to {@code tell}. */
  private static DeployedApp asking(String body) {
    return bench.deploy(source(body));
  }

  private static String source(String body) {
    return """
        api.on_inbound_message = function (command) {
          var tell = function (value) {
            api.request('outbound.reply_to', {content: JSON.stringify(value), in_reply_to: command.msg.message_id},
              function () { api.done(); });
          };
          %s
        };
        """.formatted(body);
  }

  private static UserMessage hello() {
    return DeployedApp.message("hello", SessionEvent.RESUME);
  }

  @Test
  void countsCommandsAfterTheTwoOfTheRunner() {
    DeployedApp app = asking("""
        var before = api.id, next = api.next_id();
        var message = {key: 'a'};
        var populated = api.populate_command('kv.get', message);
        tell([before, next, populated === message, message, api.id]);
        """);
    assertThat(app.told()).isEqualTo(List.of(2, "3", true,
        Map.of("key", "a", "cmd", "kv.get", "reply", false, "cmd_id", "4"), 4));
  }

  @Test
  void answersWithTheWholeEnvelope() {
    assertThat(asking("api.request('kv.get', {key: 'nothing'}, tell);").told()).isEqualTo(
        Json.value("{\"cmd\":\"kv.get\",\"cmd_id\":\"3\",\"reply\":true,\"success\":true,\"value\":null}"));
  }

  @Test
  void answersLogsWithTheWholeEnvelope() {
    DeployedApp app = asking("api.log_info('a line', tell);");
    assertThat(app.told())
        .isEqualTo(Json.value("{\"cmd\":\"log.info\",\"cmd_id\":\"3\",\"reply\":true,\"success\":true}"));
    assertThat(app.log()).containsExactly("INFO a line", "INFO Done.");
  }

  @Test
  void keepsLogLinesInOrder() {
    DeployedApp app = asking("for (var i = 0; i < 100; i++) { api.log_info('line ' + i); } tell(1);");
    assertThat(app.told()).isEqualTo(1);
    assertThat(app.log().subList(0, 100))
        .isEqualTo(java.util.stream.IntStream.range(0, 100).mapToObj(i -> "INFO line " + i).toList());
  }

  @Test
  void refusesALogWithoutALine() {
    DeployedApp app = asking("api.request('log.info', {msg: null}, tell);");
    assertThat(app.told()).asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("success", false).containsEntry("reason", "Value expected for msg");
  }

  @Test
  void callsBackLaterWithApiAsThis() {
    DeployedApp app = asking("""
        var order = [];
        api.request('log.info', {msg: 'x'}, function (reply) {
          order.push('log', this === api, arguments.length);
          if (order.length > 6) { tell(order); }
        });
        api.request('kv.get', {key: 'x'}, function (reply) {
          order.push('kv', this === api, arguments.length);
          if (order.length > 6) { tell(order); }
        });
        order.push('first');
        """);
    assertThat(app.told()).asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith("first").contains("log", "kv").doesNotContain(false).containsOnlyOnce("first");
  }

  @Test
  void givesHandlersTheWholeCommandAndApiAsThis() {
    DeployedApp app = bench.telling("", "[this === api, command.cmd, /^[0-9a-f]{32}$/.test(command.cmd_id),"
        + " command.reply, command.msg.content, command.msg.message_type, Object.keys(command).sort()]");
    assertThat(app.told()).isEqualTo(List.of(true, "inbound-message", true, false, "hello", "user_message",
        List.of("cmd", "cmd_id", "msg", "reply")));
  }

  @Test
  void keepsARequestApartFromWhatItsObjectBecomes() {
    DeployedApp app = asking("""
        var message = {key: 'reused.1', value: 1}, replies = [];
        var done = function (reply) { replies.push(reply.cmd_id); if (replies.length === 2) { tell(replies.sort()); } };
        api.request('kv.set', message, done);
        message.key = 'reused.2';
        api.request('kv.set', message, done);
        message.value = 'later';
        """);
    assertThat(app.told()).isEqualTo(List.of("3", "4"));
    assertThat(List.of(String.valueOf(app.record("reused.1")), String.valueOf(app.record("reused.2"))))
        .containsExactly("1", "1");
  }

  @Test
  void serialisesAsJsonDoes() {
    DeployedApp app = asking("""
        api.request('kv.set', {key: 'json', value: {gone: undefined, nothing: null, date: new Date(0), nan: NaN,
          big: 1e21, long: 9007199254740993, half: 0.5, own: {toJSON: function () { return 'own'; }}}}, function () {
          api.request('kv.get', {key: 'json'}, function (reply) { tell(reply.value); });
        });
        """);
    assertThat(app.told()).isEqualTo(Json.value("{\"nothing\":null,\"date\":\"1970-01-01T00:00:00.000Z\",\"nan\":null,"
        + "\"big\":1e21,\"long\":9007199254740992,\"half\":0.5,\"own\":\"own\"}"));
  }

  @Test
  void tellsUndefinedFromNull() {
    DeployedApp app = asking("""
        var to = command.msg.message_id;
        api.request('outbound.reply_to', {content: undefined, in_reply_to: to}, function (refused) {
          api.request('outbound.reply_to', {content: null, in_reply_to: to}, function (sent) {
            api.log_info(JSON.stringify([refused.success, refused.reason, sent]), function () { api.done(); });
          });
        });
        """);
    assertThat(DeployedApp.only(app.say("hi")).content()).isNull();
    assertThat(app.log()).anySatisfy(line -> assertThat(line)
        .startsWith("INFO [false,\"'content' must be given in replies.\",{\"cmd\":\"outbound.reply_to\"")
        .endsWith("\"success\":true}]"));
  }

  @Test
  void wantsWholeNumbersWhereTheOriginalDid() {
    DeployedApp app = asking("""
        api.request('kv.set', {key: 'n', value: 1, seconds: 60.5}, function (set) {
          api.request('kv.incr', {key: 'n', amount: 1.5}, function (half) {
            api.request('kv.set', {key: 'n', value: 1, seconds: 60.0}, function (whole) {
              tell([set.reason, half.success, whole.success]);
            });
          });
        });
        """);
    assertThat(app.told()).isEqualTo(List.of("seconds must be a number or null", false, true));
  }

  @Test
  void refusesUnknownCommandsWithOneLine() {
    DeployedApp app = asking("""
        var replies = [], names = ['kv.gett', 'nothing.at_all', 'nodot', '', 'kv.get.x', 'http.request', 'js.done'];
        names.forEach(function (name) {
          api.request(name, {}, function (reply) {
            replies.push(reply.success === false && reply.reason);
            if (replies.length === names.length) { tell(replies.sort()); }
          });
        });
        """);
    List<String> refused = List.of("unknown command: ", "unknown command: http.request", "unknown command: js.done",
        "unknown command: kv.get.x", "unknown command: kv.gett", "unknown command: nodot",
        "unknown command: nothing.at_all");
    assertThat(app.told()).isEqualTo(refused);
    assertThat(app.log()).containsAll(refused.stream().map(line -> "ERROR " + line).toList()).hasSize(8);
  }

  @Test
  void logsUnknownCommandsNobodyWaitsFor() {
    DeployedApp app = asking("api.request('kv.sett', {key: 'k'}); tell(1);");
    assertThat(app.told()).isEqualTo(1);
    assertThat(app.log()).containsOnlyOnce("ERROR unknown command: kv.sett");
  }

  @Test
  void handsOverRepliesAsTheyCome() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      DeployedApp app = bench.deploy(source("""
          var order = [];
          api.request('http.get', {url: '%s'}, function (reply) { order.push(reply.body); tell(order); });
          api.request('kv.get', {key: 'x'}, function () {
            order.push('kv');
            api.request('http.get', {url: '%s'});
          });
          """.formatted(web.url("slow"), web.url("open"))), "vumigo-0.3", Map.of(), web.hosts());
      assertThat(app.told()).isEqualTo(List.of("kv", "slow"));
    }
  }

  private static final String FORGETFUL = """
        api.on_inbound_message = function (command) {
          api.request('outbound.reply_to', {content: 'bye', in_reply_to: command.msg.message_id,
            continue_session: false});
          api.request('kv.set', {key: 'forgotten', value: 'kept'});
          api.request('metrics.fire', {store: 'forget', metric: 'm', value: 1, agg: 'last'});
          api.done();
          api.request('kv.set', {key: 'forgotten.2', value: 'kept'});
        };
        """;

  @Test
  void carriesOutWhatNobodyWaitsFor() {
    DeployedApp app = bench.deploy(FORGETFUL);
    UserMessage reply = DeployedApp.only(app.say("hi", SessionEvent.NONE));
    assertThat(reply.content()).isEqualTo("bye");
    assertThat(reply.sessionEvent()).isEqualTo(SessionEvent.CLOSE);
    app.awaitEnd();
    assertThat(List.of(String.valueOf(app.record("forgotten")), String.valueOf(app.record("forgotten.2"))))
        .containsExactly("\"kept\"", "\"kept\"");
  }

  @Test
  void refusesWhatAnAppAsksForAfterDoneInAHeldSession() {
    DeployedApp app = bench.deploy(FORGETFUL.replace("forgotten", "held"));
    assertThat(DeployedApp.only(app.say("hi", SessionEvent.RESUME)).content()).isEqualTo("bye");
    app.awaitEnd();
    assertThat(app.record("held")).isEqualTo("\"kept\"");
    assertThat(app.record("held.2")).isNull();
  }

  @Test
  void deliversNothingAfterDone() {
    DeployedApp app = bench.deploy("""
        var Q = require('q');
        api.on_inbound_message = function (command) {
          api.emitter.on('done', function () {
            api.request('log.error', {msg: 'asked after the end'});
          });
          api.request('kv.incr', {key: 'late'}, function () {
            api.request('kv.set', {key: 'too.late', value: 1});
          });
          Q.delay(1).then(function () { api.request('kv.set', {key: 'too.late', value: 2}); });
          api.request('outbound.reply_to', {content: 'x', in_reply_to: command.msg.message_id});
          api.done();
          api.done();
          api.log_info('after done');
        };
        """);
    assertThat(app.text("hi")).isEqualTo("x");
    app.awaitEnd();
    assertThat(app.record("late")).isEqualTo("1");
    assertThat(app.record("too.late")).isNull();
    assertThat(app.log()).contains("INFO Done.", "INFO after done").noneMatch(line -> line.startsWith("ERROR"));
  }

  @Test
  void endsWhenTheLogLineOfDoneIsAnswered() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function (command) {
          api.done();
          api.log_info('before the reply', function () {
            api.request('kv.set', {key: 'order', value: 'late'});
          });
          api.request('kv.set', {key: 'order', value: 'early'});
        };
        """);
    app.say("hi", SessionEvent.NONE);
    app.awaitEnd();
    assertThat(app.log()).containsExactly("INFO Done.", "INFO before the reply");
    assertThat(app.record("order")).isEqualTo("\"early\"");
  }

  @Test
  void letsAppsListenAndKeepThingsOnApi() {
    DeployedApp app = asking("""
        var seen = [];
        api.im = {own: true};
        api.emitter.on('request', function (message) { seen.push(message.cmd); });
        api.request('kv.get', {key: 'x'}, function () { tell([seen, api.im.own]); });
        """);
    assertThat(app.told()).isEqualTo(List.of(List.of("kv.get"), true));
  }

  @Test
  void fallsBackToTheUnknownCommandHandler() {
    DeployedApp app = bench.deploy("""
        api.on_unknown_command = function (command) {
          this.request('outbound.reply_to', {content: command.cmd, in_reply_to: command.msg.message_id},
            function () { this.done(); });
        };
        """);
    assertThat(app.text("hi")).isEqualTo("inbound-message");
  }

  @Test
  void deliversTheEndOfASession() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function (command) {
          api.request('kv.set', {key: 'hung.up', value: [command.msg.session_event, command.msg.content]},
            function () { api.done(); });
        };
        """);
    assertThat(app.say(null, SessionEvent.CLOSE).sent()).isEmpty();
    assertThat(app.record("hung.up")).isEqualTo("[\"close\",null]");
  }

  @Test
  void passesOnAReplyToTheEndOfASession() {
    assertThat(bench.telling("", "'to close'").say(null, SessionEvent.CLOSE).sent()).hasSize(1);
  }

  @Test
  void deliversEventsToAppsThatProcessThem() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      String source = """
          api.on_inbound_event = function (command) {
            this.request('kv.set', {key: 'event', value: [command.cmd, command.msg.event_type,
              command.msg.user_message_id, this === api]}, function () {
              this.request('outbound.reply_to', {content: 'x', in_reply_to: command.msg.user_message_id},
                function (reply) {
                  this.request('kv.set', {key: 'event.reply', value: reply.reason}, function () {
                    this.request('http.get', {url: '%s'}, function () { this.done(); });
                  });
                });
            });
          };
          """.formatted(web.url("open"));
      bench.deploy(source, "vumigo-0.3", Map.of("config", "{\"process_events\": false}"), web.hosts())
          .tell(Map.of("event_type", "ack", "user_message_id", "wrong", "sent_message_id", "2"));
      DeployedApp app = bench.deploy(source, "vumigo-0.3", Map.of("config", "{\"process_events\": true}"),
          web.hosts());
      app.tell(Map.of("event_type", "ack", "user_message_id", "1", "sent_message_id", "2"));
      web.awaitOpen();
      assertThat(app.record("event")).isEqualTo("[\"inbound-event\",\"ack\",\"1\",true]");
      assertThat(app.record("event.reply")).contains("Could not find original message with id: u'1'");
      assertThat(app.events()).isEqualTo(Map.of("ack", 1L));
    }
  }

  @Test
  void deliversWholePayloads() {
    DeployedApp app = bench.telling("", "command.msg");
    UserMessage message = hello().with("inbound_push_trigger", null).with("provider", " Safaricom ")
        .with("extra", Arrays.asList(1, null, Map.of("deep", "é\uD83D\uDE00")));
    assertThat(app.bench().accept(app.channel(), message).toCompletableFuture().join().sent()).first()
        .satisfies(reply -> {
          Fields seen = Json.object("content", String.valueOf(reply.content()));
          assertThat(seen.value("provider")).isEqualTo(" Safaricom ");
          assertThat(seen.value("extra")).isEqualTo(message.json().value("extra"));
          assertThat(seen.value("timestamp")).asString().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
          assertThat(seen.members().keySet()).isEqualTo(message.json().members().keySet());
        });
  }
}
