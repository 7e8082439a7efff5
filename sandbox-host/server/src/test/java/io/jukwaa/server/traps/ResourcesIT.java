package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Answer;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What apps see of their records, config, messages, HTTP and metrics: traps 26 to 66 of section 8. */
class ResourcesIT {
  private static AppBench bench;

  @BeforeAll
  static void open(@TempDir Path folder) {
    bench = AppBench.open(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  /** The reply's member, or the whole reply, as an app sees it. */
  private static String asking(String command, String parameters, String expression) {
    return """
        api.on_inbound_message = function (command) {
          api.request('%s', %s, function (reply) {
            api.request('outbound.reply_to', {content: JSON.stringify(%s), in_reply_to: command.msg.message_id},
              function () { api.done(); });
          });
        };
        """.formatted(command, parameters, expression);
  }

  private static DeployedApp toolkit(String app, String modules, String config) {
    return bench.deploy("""
        var vumigo = require('vumigo_v02');
        var Mine = vumigo.App.extend(function (self) {
          vumigo.App.call(self, 'start');
          %s
        });
        new vumigo.InteractionMachine(api, new Mine());
        """.formatted(app), modules, Map.of("config", config));
  }

  @Test
  void sharesRecordsBetweenTheAppsOfATenant() {
    bench.deploy(asking("kv.set", "{key: 'shared', value: {a: [1]}}", "reply")).text("hi");
    assertThat(bench.deploy(asking("kv.get", "{key: 'shared'}", "reply.value")).told())
        .isEqualTo(Map.of("a", List.of(1)));
    bench.deploy(asking("kv.incr", "{key: 'store.metric'}", "reply")).text("hi");
    assertThat(bench.deploy(asking("kv.incr", "{key: 'store.metric', amount: 2}", "reply.value")).told()).isEqualTo(3);
  }

  @Test
  void givesNullForAnAbsentRecord() {
    assertThat(bench.deploy(asking("kv.get", "{key: 'absent'}",
        "[reply.success, 'value' in reply, reply.value]")).told()).isEqualTo(Arrays.asList(true, true, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void letsTheToolkitExpireUsers(String modules) {
    String start = "self.states.add(new vumigo.states.EndState('start', {text: 'x', next: 'start'}));";
    assertThat(toolkit(start, modules, "{\"name\": \"" + modules + "\"}").text("hi")).isEqualTo("x");
    assertThat(toolkit(start, modules, "{\"name\": \"a\", \"user_store\": \"common_" + modules + "\"}").text("hi"))
        .isEqualTo("x");
    assertThat(bench.stores().records().list(AppBench.TENANT.key(), 100)).containsKeys(
        "users." + modules + "." + DeployedApp.PHONE, "users.common_" + modules + "." + DeployedApp.PHONE);
  }

  @Test
  void servesConfigAsTextAndNullForUnknownKeys() {
    Map<String, String> config = Map.of("config", "{\"name\": \"x\"}", "empty", "", "text", "{not json");
    String source = """
        var values = [];
        api.on_inbound_message = function (command) {
          var keys = ['config', 'empty', 'text', 'translation.sw', 'constructor', '__proto__', 5];
          keys.forEach(function (key, at) {
            api.request('config.get', {key: key}, function (reply) {
              values[at] = [reply.success, reply.value];
              if (values.filter(Boolean).length === keys.length) {
                api.request('outbound.reply_to', {content: JSON.stringify(values),
                  in_reply_to: command.msg.message_id}, function () { api.done(); });
              }
            });
          });
        };
        """;
    List<Object> nothing = Arrays.asList(true, null);
    assertThat(bench.deploy(source, "vumigo-0.3", config).told()).isEqualTo(List.of(
        List.of(true, "{\"name\": \"x\"}"), List.of(true, ""), List.of(true, "{not json"), nothing, nothing, nothing,
        nothing));
    assertThat(bench.deploy(asking("config.get", "{key: null}", "[reply.success, 'reason' in reply]")).told())
        .isEqualTo(List.of(false, false));
  }

  @Test
  void takesUpAConfigEditWithTheNextMessage() {
    DeployedApp app = bench.deploy(asking("config.get", "{key: 'k'}", "reply.value"), "vumigo-0.3",
        Map.of("k", "old"));
    assertThat(app.told()).isEqualTo("old");
    App old = app.app();
    bench.deploy(new App(old.key(), old.tenant(), old.name(), old.source(), old.modules(), Map.of("k", "new"),
        old.endpoints(), old.processEvents(), old.privateHosts()));
    assertThat(app.told()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void setsTheLanguageWithoutATranslation(String modules) {
    DeployedApp app = toolkit("""
        self.states.add('start', function (name) {
          return self.im.user.set_lang('sw').then(function () {
            return new vumigo.states.EndState(name, {text: self.$('Hello'), next: 'start'});
          });
        });
        """, modules, "{\"name\": \"language\"}");
    assertThat(app.text("hi")).isEqualTo("Hello");
  }

  @ParameterizedTest
  @CsvSource(nullValues = "null", value = {"null, new", "'', new", "*120*1#, new", "1, resume", "null, close",
      "' Stop ', null"})
  void passesContentAndSessionOnAsTheyAre(String content, String event) {
    DeployedApp app = bench.telling("", "[command.msg.content, command.msg.session_event]");
    Answer answer = app.say(content, SessionEvent.of(event));
    assertThat(DeployedApp.only(answer).content())
        .isEqualTo(Json.text(Arrays.asList(content, event)));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "null", value = {"ussd, ussd", "sms, sms", "smpp, sms", "xmpp, gtalk", "twitter, twitter",
      "mxit, mxit", "wechat, wechat", "null, sms", "voice, sms"})
  void addsWhatGoAdded(String transportType, String deliveryClass) {
    DeployedApp app = bench.telling("", "command.msg.helper_metadata");
    UserMessage message = DeployedApp.message("hi", SessionEvent.NEW).with("transport_type", transportType)
        .with("helper_metadata", Map.of("caller_id_number", "+27", "tag", Map.of("tag", List.of("p", "t"))));
    Map<String, Object> seen = Map.of("delivery_class", deliveryClass, "caller_id_number", "+27", "tag",
        Map.of("tag", List.of("p", "t")), "optout", Map.of("optout", false), "go",
        Map.of("user_account", "acme", "conversation_type", "jsbox", "conversation_key", app.app().key()));
    UserMessage reply = DeployedApp.only(app.answer(message));
    assertThat(Json.value(String.valueOf(reply.content()))).isEqualTo(seen);
    assertThat(reply.helperMetadata()).isEqualTo(seen);
  }

  @Test
  void repliesWithWhatTransportsNeed() {
    DeployedApp app = bench.telling("", "1");
    UserMessage message = DeployedApp.message("hi", SessionEvent.NEW).with("group", "#g").with("provider", "mtn")
        .with("transport_metadata", Map.of("session_id", "s", "deep", List.of(1)));
    UserMessage reply = DeployedApp.only(app.answer(message));
    assertThat(reply.transportMetadata()).isEqualTo(message.transportMetadata());
    assertThat(List.of(reply.json().text("group"), reply.json().text("provider"), reply.json().text("transport_name"),
        reply.json().text("transport_type"), reply.json().text("to_addr"), reply.json().text("from_addr")))
        .containsExactly("#g", "mtn", "ussd", "ussd", DeployedApp.PHONE, "*384#");
  }

  @Test
  void keepsMetadataOfTheFirstReplyInTheSecond() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function (command) {
          var to = command.msg.message_id;
          api.request('outbound.reply_to', {content: '1', in_reply_to: to, helper_metadata: {voice: {wait_for: '#'}}},
            function () {
              api.request('outbound.reply_to', {content: '2', in_reply_to: to}, function () { api.done(); });
            });
        };
        """);
    assertThat(app.say("hi").sent()).hasSize(2)
        .allSatisfy(reply -> assertThat(reply.helperMetadata()).containsEntry("voice", Map.of("wait_for", "#")));
  }

  @Test
  void refusesHelperMetadataThatIsNotAllowed() {
    assertThat(bench.deploy(asking("outbound.reply_to",
        "{content: 'x', in_reply_to: command.msg.message_id, helper_metadata: {go: {}}}", "reply.reason")).told())
        .isEqualTo("'helper_metadata' may only contain the following keys: voice");
  }

  @Test
  void sendsToDeclaredEndpointsOnly() {
    String source = """
        api.on_inbound_message = function (command) {
          var replies = [];
          ['sms', 'default', 'other'].forEach(function (endpoint) {
            api.request('outbound.send_to_endpoint', {to_addr: '+1', content: 'to ' + endpoint, endpoint: endpoint},
              function (reply) {
                replies.push(endpoint + Object.keys(reply).length + reply.success);
                if (replies.length === 3) {
                  api.log_info(replies.sort().join(), function () { api.done(); });
                }
              });
          });
        };
        """;
    DeployedApp app = bench.deploy(source, "vumigo-0.3", Map.of("config", "{\"endpoints\": {\"sms\": {}}}"));
    UserMessage sent = DeployedApp.only(app.say("hi", SessionEvent.CLOSE));
    assertThat(sent.content()).isEqualTo("to sms");
    assertThat(sent.endpoint()).isEqualTo("sms");
    assertThat(app.log()).contains("INFO default5false,other5false,sms4true");
  }

  @Test
  void opensASessionForAPushTrigger() {
    DeployedApp app = bench.telling("", "command.msg.inbound_push_trigger");
    UserMessage trigger = DeployedApp.message(null, SessionEvent.NONE).with("to_addr", null)
        .with("inbound_push_trigger", true);
    UserMessage push = DeployedApp.only(app.answer(trigger));
    assertThat(push.content()).isEqualTo("true");
    assertThat(push.toAddr()).isEqualTo(DeployedApp.PHONE);
    assertThat(push.inReplyTo()).isNull();
    assertThat(push.sessionEvent()).isEqualTo(SessionEvent.NEW);
  }

  @Test
  void fetchesWithHeadersInBothForms() throws Exception {
    try (GatedServer web = GatedServer.start()) {
      web.open();
      String source = asking("http.post", "{url: '" + web.url("page") + "', data: 'x',"
          + " headers: {'X-List': ['a', 'b'], 'X-Text': 'whole'}}",
          "[reply.success, reply.code, reply.body,"
              + " Object.keys(reply).sort()]");
      assertThat(bench.deploy(source, "vumigo-0.3", Map.of(), web.hosts()).told()).isEqualTo(List.of(true, 200, "page",
          List.of("body", "cmd", "cmd_id", "code", "reply", "success")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1/", "http://localhost:1/", "http://169.254.169.254/", "http://[::1]/",
      "file:///etc/passwd", "nonsense", "http://10.0.0.1/"})
  void refusesAddressesOfTheHostsOwnNetwork(String url) {
    assertThat(bench.deploy(asking("http.get", "{url: '" + url + "'}", "[reply.success, typeof reply.reason]")).told())
        .isEqualTo(List.of(false, "string"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void tellsToolkitAppsOfHttpFailures(String modules) throws Exception {
    try (GatedServer web = GatedServer.start()) {
      web.open();
      DeployedApp app = bench.deploy("""
          var vumigo = require('vumigo_v02');
          var Mine = vumigo.App.extend(function (self) {
            vumigo.App.call(self, 'start');
            self.states.add('start', function (name) {
              var http = new vumigo.http.api.JsonApi(self.im);
              return http.get('http://127.0.0.1:1/').then(null, function (e) {
                return new vumigo.states.EndState(name, {text: e.name + ' ' + (e instanceof Error), next: 'start'});
              });
            });
          });
          new vumigo.InteractionMachine(api, new Mine());
          """, modules, Map.of("config", "{\"name\": \"http\"}"), web.hosts());
      assertThat(app.text("hi")).startsWith("HttpRequestError");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void countsIncrementsOfTheToolkitInRecords(String modules) {
    DeployedApp app = toolkit("""
        self.states.add('start', function (name) {
          return self.im.metrics.fire.inc('visits').then(function () {
            return new vumigo.states.EndState(name, {text: 'x', next: 'start'});
          });
        });
        """, modules, "{\"name\": \"counting\", \"metric_store\": \"" + modules + "_metrics\"}");
    app.text("a");
    app.text("b");
    assertThat(app.record(modules + "_metrics.visits")).isEqualTo("2");
  }

  @Test
  void refusesStoreNamesWithSpaces() {
    assertThat(bench.deploy(asking("metrics.fire", "{store: 'my app', metric: 'm', value: 1, agg: 'last'}",
        "[reply.success, reply.reason]")).told()).isEqualTo(List.of(false, "Invalid store name: u'my app'."));
  }

  @Test
  void refusesOptOutsToOrdinaryAccounts() {
    assertThat(bench.deploy(asking("optout.status", "{address_type: 'msisdn', address_value: '+1'}",
        "[reply.success, reply.reason]")).told())
        .isEqualTo(List.of(false, "Account not allowed to manage optouts."));
  }

  @Test
  void writesNoLineForEventsNobodyWants() {
    DeployedApp app = bench.telling("", "1");
    app.tell(Map.of("event_type", "ack", "user_message_id", "1", "sent_message_id", "2"));
    assertThat(app.told()).isEqualTo(1);
    assertThat(app.log()).containsExactly("INFO Done.");
  }

  @Test
  void namesLevelsAsPythonDoes() {
    DeployedApp app = bench.deploy("""
        api.on_inbound_message = function () {
          api.request('log.warning', {msg: 'w'});
          api.request('log.critical', {msg: {a: [1, null, true]}});
          api.request('log.info', {msg: 'l', level: 35});
          api.done();
        };
        """);
    app.say(null, SessionEvent.CLOSE);
    assertThat(app.log()).containsExactly("WARNING w", "CRITICAL {u'a': [1, None, True]}", "Level 35 l", "INFO Done.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vumigo-0.3", "jukwaa"})
  void resumesTheStateBeforeAMessageThatFailed(String modules) {
    DeployedApp app = toolkit("""
        self.states.add('start', function (name) {
          return new vumigo.states.FreeText(name, {question: 'Start?', next: function (content) {
            if (content === 'fail') { throw new Error('mine'); }
            return 'second';
          }});
        });
        self.states.add('second', function (name) {
          return new vumigo.states.FreeText(name, {question: 'Second?', next: 'second'});
        });
        """, modules, "{\"name\": \"transaction_" + modules + "\"}");
    assertThat(app.text(null)).isEqualTo("Start?");
    assertThat(app.text("fail")).isEqualTo(AppBench.APOLOGY);
    assertThat(app.text("go on")).isEqualTo("Second?");
  }
}
