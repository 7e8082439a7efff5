package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a message is left for the next, and what an app breaks is its own: traps 2, 5 and 11 of section 8. */
class IsolationIT {
  private static AppBench bench;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  /** Tells what it finds, then leaves a mark. */
  @ParameterizedTest
  @ValueSource(strings = {"[typeof implicit, implicit = 1][0]", "[globalThis.x, globalThis.x = 1][0]",
      "[[].mark, Array.prototype.mark = 1][0]", "[({}).mark, Object.prototype.mark = 1][0]",
      "[''.mark, String.prototype.mark = 1][0]", "[Promise.mark, Promise.mark = 1][0]",
      "[JSON.mark, JSON.mark = 1][0]", "[console.mark, console.mark = 1][0]", "[api.mark, api.mark = 1][0]",
      "[require.mark, require.mark = 1][0]", "[Buffer.mark, Buffer.mark = 1][0]",
      "[api.emitter.constructor.mark, api.emitter.constructor.mark = 1][0]",
      "[api.emitter.constructor.prototype.mark, api.emitter.constructor.prototype.mark = 1][0]",
      "[require('moment').mark, require('moment').mark = 1][0]",
      "[require('moment').parseTwoDigitYear('70'), require('moment').parseTwoDigitYear = function () { return 1; }][0]",
      "[require('moment').locale(), require('moment').locale('fr', {})][0]", "require('lodash').uniqueId()",
      "[require('lodash').constructor.prototype.mark, require('lodash').constructor.prototype.mark = 1][0]",
      "[require('lodash').range(1).mark, require('lodash').range(1).constructor.prototype.mark = 1][0]",
      "[require('q').longStackSupport, require('q').longStackSupport = true][0]",
      "[require('vumigo_v02').App.prototype.mark, require('vumigo_v02').App.prototype.mark = 1][0]",
      "[require('vumigo_v02').mark, require('vumigo_v02').mark = 1][0]",
      "[Symbol.for('s') === globalThis.kept, globalThis.kept = Symbol.for('s')][0]",
      "[typeof Date.now, Date.now = 1][0]", "[typeof Math.max, delete Math.max][0]",
      "[Object.isFrozen(Array.prototype), Object.freeze(Array.prototype)][0]",
      "[Object.isExtensible(globalThis), Object.preventExtensions(globalThis)][0]",
      "[new RegExp('(a)').test('a'), RegExp.$1][1]"})
  void leavesNoTrace(String expression) {
    for (String modules : List.of("jukwaa", "vumigo-0.3")) {
      DeployedApp app = bench.deploy(AppBench.tellingSource("", expression), modules, Map.of());
      Object first = app.told();
      assertThat(app.told()).as(modules).isEqualTo(first);
      assertThat(app.told()).as(modules).isEqualTo(first);
    }
  }

  @Test
  void leavesNoTraceToAnotherApp() {
    DeployedApp marking = bench.telling("", "[Array.prototype.mark = require('lodash').mark = api.mark = mark = 1]");
    DeployedApp looking = bench.telling("",
        "[typeof mark, typeof [].mark, typeof require('lodash').mark, typeof api.mark]");
    assertThat(marking.told()).isEqualTo(List.of(1));
    assertThat(looking.told()).isEqualTo(List.of("undefined", "undefined", "undefined", "undefined"));
  }

  @Test
  void declaresConstantsInEveryMessage() {
    DeployedApp app = bench.telling("const once = 1; let counter = 0; class Thing {}; var v = v || 7;\n",
        "[once, ++counter, typeof Thing, v]");
    assertThat(app.told()).isEqualTo(List.of(1, 1, "function", 7));
    assertThat(app.told()).isEqualTo(List.of(1, 1, "function", 7));
  }

  @Test
  void leavesNoTraceOfAMessageThatFailed() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function (command) {
          var found = typeof mark + typeof [].mark + typeof require('moment').mark;
          if (command.msg.content === 'fail') {
            mark = Array.prototype.mark = require('moment').mark = 1;
            throw new Error(found);
          }
          api.request('outbound.reply_to', {content: found, in_reply_to: command.msg.message_id}, function () {
            api.done();
          });
        };
        """);
    assertThat(app.text("fail")).isEqualTo(AppBench.APOLOGY);
    assertThat(app.text("look")).isEqualTo("undefinedundefinedundefined");
  }

  @Test
  void leavesNoTraceBetweenMessagesAtTheSameTime() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      DeployedApp app = bench.deploy("""
          mark = [typeof mark, typeof [].mark, typeof require('moment').mark];
          Array.prototype.mark = require('moment').mark = 1;
          api.on_inbound_message = function (command) {
            api.request('http.get', {url: '%s'}, function () {
              api.request('outbound.reply_to', {content: mark.join(), in_reply_to: command.msg.message_id}, function () {
                api.done();
              });
            });
          };
          """.formatted(web.url("wait")), "vumigo-0.3", Map.of(), web.hosts());
      UserMessage first = DeployedApp.message("1", SessionEvent.RESUME);
      UserMessage second = DeployedApp.message("2", SessionEvent.RESUME).with("from_addr", "+2");
      var answers = List.of(app.later(first), app.later(second));
      org.awaitility.Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> web.asked().size() == 2);
      web.open();
      assertThat(answers).allSatisfy(answer -> assertThat(DeployedApp.only(answer.join()).content())
          .isEqualTo("undefined,undefined,undefined"));
    }
  }

  /** Whatever the app does to its own built-ins, it is answered, and its modules work. */
  @ParameterizedTest
  @ValueSource(strings = {
      "Array.prototype.push = Array.prototype.slice = Array.prototype.map = function () { throw new Error('mine'); };",
      "JSON = {stringify: JSON.stringify, parse: function () { throw new Error('mine'); }};",
      "Promise = function () { throw new Error('mine'); };",
      "Object.keys = Object.create = Object.defineProperty = function () { throw new Error('mine'); };",
      "Object.prototype.cmd = 'kv.delete'; Object.prototype.callback = 1; Object.prototype.next = 1;",
      "Object.defineProperty(Object.prototype, 'number', {get: function () { throw new Error('mine'); },"
          + " set: function () { throw new Error('mine'); }});",
      "Object.defineProperty(Object.prototype, 'value', {set: function () { throw new Error('mine'); }});",
      "Function.prototype.call = Function.prototype.apply = Function.prototype.bind = null;",
      "String = Number = Symbol = Reflect = Map = Error = undefined;",
      "delete globalThis.Object; delete globalThis.Array; delete globalThis.JSON.parse;",
      "Array.prototype[Symbol.iterator] = null; Symbol.iterator = null;",
      "String.prototype.charCodeAt = String.prototype.replace = String.prototype.split = null;",
      "Object.prototype.toJSON = undefined; Array.prototype.toJSON = undefined;"})
  void harmsOnlyItself(String pollution) {
    DeployedApp app = bench.deploy("""
        var moment = require('moment'), _ = require('lodash'), Q = require('q'), stringify = JSON.stringify;
        %s
        api.on_inbound_message = function (command) {
          var id = command.msg.message_id;
          Q.delay(1).then(function () {
            var text = stringify([moment.utc(0).format('YYYY-MM-DD'), _.sum([1, 2]), _.camelCase('a b')]);
            api.request('kv.get', {key: 'x'}, function (reply) {
              api.request('outbound.reply_to', {content: text + reply.success, in_reply_to: id}, function () {
                api.done();
              });
            });
          }).done();
        };
        """.formatted(pollution));
    assertThat(app.text("hi")).isEqualTo("[\"1970-01-01\",3,\"aB\"]true");
    assertThat(app.text("again")).isEqualTo("[\"1970-01-01\",3,\"aB\"]true");
  }

  @Test
  void survivesWhatAnAppDoesToTheRunnersOwnBuiltIns() {
    DeployedApp app = bench.deploy("""
        var Inner = api.constructor, InnerArray = require('lodash').range(1).constructor;
        InnerArray.prototype.slice = InnerArray.prototype.push = null;
        Inner.prototype.cmd = 'evil';
        Inner.defineProperty = Inner.keys = null;
        Inner.constructor('return this')().JSON = null;
        api.on_inbound_message = function (command) { this.done(); };
        """);
    assertThat(app.say("hi", SessionEvent.CLOSE).complete()).isTrue();
    assertThat(bench.telling("", "[typeof [].slice, require('lodash').range(2), typeof api.constructor.keys]").told())
        .isEqualTo(List.of("function", List.of(0, 1), "function"));
  }

  @Test
  void reachesNothingOfTheHost() {
    assertThat(bench.telling("", "[typeof Java, typeof Packages, typeof Polyglot, typeof java,"
        + " (function () { try { return api.request.constructor('return typeof process + typeof Java')(); }"
        + " catch (e) { return 'thrown'; } })(),"
        + " (function () { try { return require.caller === null || require.caller === undefined; }"
        + " catch (e) { return true; } })()]").told())
        .isEqualTo(List.of("undefined", "undefined", "undefined", "undefined", "undefinedundefined", true));
  }
}
