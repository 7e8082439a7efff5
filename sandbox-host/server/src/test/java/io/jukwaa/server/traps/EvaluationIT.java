package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script finds when it is evaluated: sections 1.2 and 8, traps 1 to 14. */
class EvaluationIT {
  private static AppBench bench;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static @Nullable Object worth(String expression) {
    return worth("", expression);
  }

  private static @Nullable Object worth(String script, String expression) {
    return bench.telling(script, expression).told();
  }

  private static @Nullable Object worthIn(String modules, String expression) {
    return bench.deploy(AppBench.tellingSource("", expression), modules, Map.of()).told();
  }

  @Test
  void keepsApiWhenAGuardDeclaresItAgain() {
    String guard = "if (typeof api === 'undefined') { var api = {broken: true}; }\n";
    assertThat(worth(guard, "typeof api.request")).isEqualTo("function");
  }

  @Test
  void runsSloppyCode() {
    assertThat(worth("implicit = 1; var octal = 010; delete Object.prototype; function twice(a, a) { return a; }\n",
        "[implicit, octal, twice(1, 2), (function () { return this === globalThis; })(), (function () {"
            + " return typeof arguments.callee; })()]"))
        .isEqualTo(List.of(1, 8, 2, true, "function"));
  }

  @Test
  void evaluatesInTheGlobalScope() {
    assertThat(worth("var global_var = 1; function global_function() {} this.by_this = 2; var top = this;\n",
        "[top === globalThis, this === api, globalThis.global_var, typeof globalThis.global_function, by_this,"
            + " typeof this.api, Object.keys(globalThis).indexOf('api') >= 0]"))
        .isEqualTo(List.of(true, true, 1, "function", 2, "undefined", true));
  }

  @Test
  void hasNothingOfNodeButRequireBufferAndConsole() {
    assertThat(worth("['require', 'Buffer', 'console', 'module', 'exports', 'process', 'global', 'setTimeout',"
        + " 'setInterval', 'setImmediate', 'Java', 'Polyglot', 'Graal', 'load', 'print', 'quit', 'WebAssembly',"
        + " 'SharedArrayBuffer'].map(function (name) { return typeof globalThis[name]; })"))
        .isEqualTo(List.of("function", "function", "object", "undefined", "undefined", "undefined", "undefined",
            "undefined", "undefined", "undefined", "undefined", "undefined", "undefined", "undefined", "undefined",
            "undefined", "undefined", "undefined"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fs", "net", "child_process", "./app", "../../etc/passwd", "", "constructor", "__proto__",
      "hasOwnProperty", "vumigo_v03", "events"})
  void requiresNullForAnyOtherName(String name) {
    assertThat(worth("require('" + name + "')")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo_v01", "vumigo_v02", "lodash", "q", "moment", "url", "querystring", "crypto", "jed",
      "seed-jsbox-utils", "go-jsbox-metrics-helper", "go-jsbox-location", "go-jsbox-ona", "go-jsbox-xform",
      "@google-cloud/bigquery"})
  void requiresWhatDeploymentsAllowed(String name) {
    assertThat(worth("require('" + name + "') !== null && require('" + name + "') === require('" + name + "')"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"vumigo-0.1, 2.4.2, 2.6.0, 0.9", "vumigo-0.2, 2.4.2, 2.6.0, 0.9", "vumigo-0.3, 4.17.23, 2.29.4, 1.5",
      "jukwaa, 4.17.23, 2.29.4, 1.5"})
  void choosesModulesOfTheEra(String modules, String lodash, String moment, String q) {
    Object promised = q.equals("1.5") ? "function" : "undefined";
    assertThat(worthIn(modules, "[require('lodash').VERSION, require('moment').version, typeof require('q').any,"
        + " typeof require('lodash').pluck]"))
        .isEqualTo(List.of(lodash, moment, promised, q.equals("1.5") ? "undefined" : "function"));
  }

  @Test
  void givesModulesTheirExportsAsThis() {
    assertThat(worth("typeof require('vumigo_v02').App + typeof require('vumigo_v01').states"))
        .isEqualTo("functionobject");
  }

  @Test
  void keepsRealmsApartButArraysUsable() {
    assertThat(worth("var _ = require('lodash');\n",
        "[_.map([1], function (x) { return x + 1; }), Array.isArray(_.range(2)), _.range(2) instanceof Array,"
            + " _.isArray([]), _.isFunction(function () {}), _.isPlainObject({a: 1}), _.isDate(new Date(0))]"))
        .isEqualTo(List.of(List.of(2), true, false, true, true, true, true));
  }

  @Test
  void runsTimersOfModules() {
    DeployedApp app = bench.deploy("""
        var Q = require('q');
        api.on_inbound_message = function (command) {
          Q('a').delay(5).then(function (value) {
            return Q.delay(value + 'b', 1);
          }).timeout(20000).then(function (value) {
            api.request('outbound.reply_to', {content: value, in_reply_to: command.msg.message_id}, function () {
              api.done();
            });
          }).done();
        };
        """);
    assertThat(app.text("hi")).isEqualTo("ab");
  }

  @Test
  void encodesWithOldBuffers() {
    assertThat(worth("[new Buffer('user:pass').toString('base64'), new Buffer('dXNlcg==', 'base64').toString(),"
        + " Buffer.from('é').length, Buffer.isBuffer(new Buffer(2))]"))
        .isEqualTo(List.of("dXNlcjpwYXNz", "user", 2, true));
  }

  @Test
  void letsAnAppReplaceBuffer() {
    assertThat(worth("var Buffer = 'mine';\n", "Buffer")).isEqualTo("mine");
  }

  @Test
  void digestsAndDrawsRandomBytes() {
    assertThat(worth("var crypto = require('crypto');\n", "[crypto.createHash('md5').update('a').digest('hex'),"
        + " crypto.createHash('sha1').update('a').update('b').digest('hex'),"
        + " typeof crypto.createHash('md5').update('a').digest().readInt16LE(0),"
        + " crypto.randomBytes(8).toString('hex').length,"
        + " crypto.randomBytes(8).toString('hex') === crypto.randomBytes(8).toString('hex')]"))
        .isEqualTo(List.of("0cc175b9c0f1b6a831c399e269772661", "da23614e02469a0d7c7bd1bdab5c9c474b1904dc", "number", 16,
            false));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"2014-04-04 10:00 | 2014-04-04T10:00:00.000Z",
      "2014/4/4 | 2014-04-04T00:00:00.000Z", "April 4 2014 | 2014-04-04T00:00:00.000Z",
      "4 April 2014 10:30 | 2014-04-04T10:30:00.000Z", "2014-04-04 | 2014-04-04T00:00:00.000Z",
      "Fri, 04 Apr 2014 10:00:00 GMT | 2014-04-04T10:00:00.000Z", "04/05/2014 | 2014-04-05T00:00:00.000Z",
      "2014-04-04T10:00:00+0200 | 2014-04-04T08:00:00.000Z", "2014-4-4 | 2014-04-04T00:00:00.000Z"})
  void parsesDatesAsLenientlyAsV8(String text, String instant) {
    assertThat(worth("new Date('" + text + "')")).isEqualTo(instant);
    assertThat(worthIn("vumigo-0.2", "require('moment')('" + text + "').toDate()")).isEqualTo(instant);
  }

  @Test
  void livesInUtc() {
    assertThat(worth("[new Date(2014, 0, 1), new Date().getTimezoneOffset(), require('moment')([2014]).format()]"))
        .isEqualTo(List.of("2014-01-01T00:00:00.000Z", 0, "2014-01-01T00:00:00+00:00"));
  }

  @Test
  void mixesNativePromisesWithQ() {
    DeployedApp app = bench.deploy("""
        const Q = require('q');
        api.on_inbound_message = async function ({msg: {message_id, content}}) {
          const values = await Promise.all([Q(content).delay(1), Promise.resolve(2), (async () => 3)()]);
          await new Promise(resolve => api.request('outbound.reply_to',
            {content: JSON.stringify([...values]), in_reply_to: message_id}, resolve));
          api.done();
        };
        """);
    assertThat(app.text("hi")).isEqualTo("[\"hi\",2,3]");
  }

  @Test
  void letsAnAppTakeTheNamePromise() {
    DeployedApp app = bench.deploy("""
        var Promise = require('vumigo_v01').promise.Promise;
        Date.prototype.addDays = function (days) { this.setDate(this.getDate() + days); return this; };
        api.on_inbound_message = function (command) {
          var promise = new Promise();
          promise.add_callback(function (text) {
            api.request('outbound.reply_to', {content: text, in_reply_to: command.msg.message_id}, function () {
              api.done();
            });
          });
          promise.callback(new Date(0).addDays(1).toISOString());
        };
        """);
    assertThat(app.text("hi")).isEqualTo("1970-01-02T00:00:00.000Z");
  }

  @Test
  void putsConsoleIntoTheLog() {
    DeployedApp app = bench.telling("""
        console.log('loading', {a: [1]}, undefined, null, 5);
        console.error('bad');
        console.warn('w');
        console.info(Symbol('s'));
        console.debug();
        console.trace('t');
        """, "1");
    assertThat(app.told()).isEqualTo(1);
    assertThat(app.log()).startsWith("INFO loading {\"a\":[1]} undefined null 5", "ERROR bad", "WARNING w",
        "INFO Symbol(s)");
  }

  @Test
  void survivesConsoleOfWhatHasNoText() {
    assertThat(worth("var cycle = {}; cycle.self = cycle; console.log(cycle); console.log(Object.create(null));"
        + " console.log({toString: null, toJSON: function () { throw new Error('x'); }}); console.log(10n);"
        + " console.log(function () {}); console.log([1n]);\n", "'alive'")).isEqualTo("alive");
  }

  @Test
  void rejectsBigQueryInsertsSoThatAppsGoOn() {
    DeployedApp app = bench.deploy("""
        const {BigQuery} = require('@google-cloud/bigquery');
        api.on_inbound_message = async function (command) {
          let text;
          try {
            await new BigQuery({projectId: 'p', credentials: {client_email: 'e', private_key: 'k'}})
              .dataset('d').table('t').insert([{a: 1}]);
          } catch (e) {
            text = 'caught';
          }
          api.request('outbound.reply_to', {content: text, in_reply_to: command.msg.message_id}, () => api.done());
        };
        """);
    assertThat(app.text("hi")).isEqualTo("caught");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.2", "vumigo-0.3", "jukwaa"})
  void holdsAConversationWithTheLaterToolkit(String modules) {
    DeployedApp app = bench.deploy("""
        var vumigo = require('vumigo_v02');
        var Choice = vumigo.states.Choice;
        var Tea = vumigo.App.extend(function (self) {
          vumigo.App.call(self, 'start');
          self.states.add('start', function (name) {
            return new vumigo.states.ChoiceState(name, {question: self.$('Tea?'),
              choices: [new Choice('name', 'Yes'), new Choice('end', 'No')],
              next: function (choice) { return choice.value; }});
          });
          self.states.add('name', function (name) {
            return new vumigo.states.FreeText(name, {question: 'Your name?', next: 'end'});
          });
          self.states.add('end', function (name) {
            return self.im.metrics.fire.inc('ended').then(function () {
              return new vumigo.states.EndState(name,
                {text: 'Thanks ' + self.im.user.answers.name, next: 'start'});
            });
          });
        });
        if (typeof api != 'undefined') {
          new vumigo.InteractionMachine(api, new Tea());
        }
        """, modules, Map.of("config", "{\"name\": \"tea_" + modules.replace('.', '_').replace('-', '_') + "\"}"));
    assertThat(List.of(String.valueOf(app.text(null)), String.valueOf(app.text("1")), String.valueOf(app.text("Ann"))))
        .containsExactly("Tea?\n1. Yes\n2. No", "Your name?", "Thanks Ann");
    assertThat(app.sent().getLast().sessionEvent().wire()).isEqualTo("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.1", "vumigo-0.2", "vumigo-0.3", "jukwaa"})
  void holdsAConversationWithToolkit01(String modules) {
    DeployedApp app = bench.deploy("""
        if (typeof api === "undefined") {
          var api = {};
        }
        var vumigo = require("vumigo_v01");
        var states = new vumigo.state_machine.StateCreator("start");
        states.add_state(new vumigo.states.ChoiceState("start", function (choice) { return choice.value; }, "Tea?",
          [new vumigo.states.Choice("name", "Yes"), new vumigo.states.Choice("end", "No")]));
        states.add_state(new vumigo.states.FreeText("name", "end", "Your name?"));
        states.add_state(new vumigo.states.EndState("end", "Thanks", "start"));
        var im = new vumigo.state_machine.InteractionMachine(api, states);
        im.attach();
        """, modules, Map.of("config", "{\"user_store\": \"old_" + modules + "\"}"));
    assertThat(List.of(String.valueOf(app.text(null)), String.valueOf(app.text("1")), String.valueOf(app.text("Ann"))))
        .containsExactly("Tea?\n1. Yes\n2. No", "Your name?", "Thanks");
    assertThat(app.record("users.old_" + modules + "." + DeployedApp.PHONE)).isNotNull();
  }

  @Test
  void loadsAnAppThatRequiresWhatItDoesNotNeed() {
    assertThat(worth("var xml = require('libxmljs'); var none = require('no-such-module');\n", "[xml, none]"))
        .isEqualTo(java.util.Arrays.asList(null, null));
  }
}
