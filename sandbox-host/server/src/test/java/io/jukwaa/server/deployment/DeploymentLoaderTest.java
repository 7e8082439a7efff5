package io.jukwaa.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.junebug.JunebugApp;
import io.jukwaa.server.settings.Catalogue;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.transports.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentLoaderTest {
  private static final String WHOLE = """
      deploy:
        tenants:
          acme: {can-manage-optouts: true, max-keys: 50, helper-metadata: [voice]}
          plain: {}
        apps:
          clinic:
            tenant: acme
            file: apps/clinic.js
            modules: vumigo-0.3
            config:
              config: {name: clinic, endpoints: {sms: {delivery_class: sms}}, sms_tag: [pool, tag], process_events: true}
              greeting: Karibu
              limit: 3
            config-files:
              translation.sw: sw.json
            private-hosts: ["127.0.0.1:9000"]
            endpoints: {sms: texts, alerts: texts, default: texts}
          other: {tenant: plain, file: apps/clinic.js}
        channels:
          main:
            transport: ussd-http
            map: africastalking
            app: clinic
            settings: {secret: 123456789}
            apology: Pole
          plain-json: {transport: json, app: clinic}
          texts: {transport: africastalking-sms, app: clinic, settings: {username: u, api-key: k}}
          foreign: {transport: africastalking-sms, app: other, settings: {username: u, api-key: k}}
      """;

  private static final String CONVERSATION = """
      deploy:
        tenants: {acme: {}}
        apps:
          shop:
            tenant: acme
            http-api:
              type: http_api
              api-tokens: [a-token]
              push-message-url: http://u:p@h/
              metric-store: shop
              content-length-limit: 160
            endpoints: {default: texts}
        channels:
          texts: {transport: loopback, app: shop}
      """;

  private static final String JUNEBUG = """
      deploy:
        tenants: {acme: {}}
        apps:
          shop:
            tenant: acme
            junebug:
              credentials: ['user:secret-word']
              mo-url: http://u:p@h/
              mo-url-auth-token: token-of-it
              status-url: https://h/status
              character-limit: 160
              allow-expired-replies: true
        channels:
          texts: {transport: loopback, app: shop}
          shared: {transport: loopback, tenant: acme}
      """;

  @TempDir
  private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    Files.createDirectories(folder.resolve("apps"));
    Files.writeString(folder.resolve("apps/clinic.js"), "// app");
    Files.writeString(folder.resolve("sw.json"), "{}");
  }

  @Test
  void readsTenantsAppsAndChannels() throws Exception {
    Deployment deployment = load(WHOLE);
    assertThat(deployment.tenants()).containsExactly(new Tenant("acme", true, 50, Set.of("voice")),
        new Tenant("plain", false, 10_000, Set.of()));
    String config = "{\"name\":\"clinic\",\"endpoints\":{\"sms\":{\"delivery_class\":\"sms\"}},"
        + "\"sms_tag\":[\"pool\",\"tag\"],\"process_events\":true}";
    assertThat(deployment.apps().getFirst()).isEqualTo(new App("clinic", "acme", "clinic.js", "// app", "vumigo-0.3",
        Map.of("config", config, "greeting", "Karibu", "limit", "3", "translation.sw", "{}"),
        Set.of("sms", "alerts", "pool:tag"), true, Set.of("127.0.0.1:9000"),
        Map.of("sms", "texts", "alerts", "texts", "default", "texts")));
    assertThat(deployment.channels()).startsWith(
        new Channel("main", "acme", "clinic", "ussd-http", Map.of("map", "africastalking", "secret", "123456789"),
            "Pole"),
        new Channel("plain-json", "acme", "clinic", "json", Map.of(), "Sorry"));
  }

  @Test
  void servesOurToolkitToAppsThatNameNone() throws Exception {
    Deployment deployment = load(WHOLE.replace("modules: vumigo-0.3", "name: x"));
    assertThat(deployment.apps().getFirst().modules()).isEqualTo("jukwaa");
  }

  @Test
  void takesNothingForNothing() throws Exception {
    assertThat(load("server: {port: 1}\n")).isEqualTo(
        new Deployment(java.util.List.of(), java.util.List.of(), java.util.List.of()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "tenant: acme | tenant: nobody | deploy.apps.clinic.tenant: nobody (expected: one of acme, plain)",
      "file: apps/clinic.js | file: gone.js | deploy.apps.clinic.file: ",
      "file: apps/clinic.js | fiel: apps/clinic.js | deploy.apps.clinic.fiel: apps/clinic.js (expected: one of tenant,",
      "translation.sw: sw.json | translation.sw: no.json | deploy.apps.clinic.config-files.translation.sw: ",
      "translation.sw: sw.json | greeting: sw.json | deploy.apps.clinic.config-files.greeting: sw.json (expected: a key",
      "transport: ussd-http | transport: pigeon | deploy.channels.main.transport: pigeon (expected: one of ",
      "app: clinic} | app: nobody} | deploy.channels.plain-json.app: nobody (expected: one of clinic, other)",
      "sms: texts | sms: nowhere | deploy.apps.clinic.endpoints.sms: nowhere (expected: one of foreign, main, plain-json,",
      "sms: texts | sms: foreign | deploy.apps.clinic.endpoints.sms: foreign (expected: a channel of the same tenant)",
      "sms: texts | sms: main | deploy.apps.clinic.endpoints.sms: main (expected: a channel by which messages can leave",
      "max-keys: 50 | max-keys: many | deploy.tenants.acme.max-keys: many (expected: a whole number from 0)",
      "can-manage-optouts: true | can-manage-optouts: maybe | deploy.tenants.acme.can-manage-optouts: maybe",
      "plain: {} | 'a b': {} | deploy.tenants.a b: a b (expected: letters, digits,",
      "plain: {} | plain: [] | deploy.tenants.plain: [] (expected: an object)",
      "helper-metadata: [voice] | helper-metadata: [1] | deploy.tenants.acme.helper-metadata[0]: 1 (expected: text)",
      "secret: 123456789 | secrt: 123456789 | deploy.channels.main.settings.secrt: 123456789 (expected: no such setting",
      "channels: | chanels: | deploy.chanels: "})
  void namesTheKeyThatIsWrong(String correct, String wrong, String message) {
    assertThat(WHOLE).contains(correct);
    assertThatThrownBy(() -> load(WHOLE.replace(correct, wrong))).isInstanceOf(InvalidFieldException.class)
        .message().startsWith(message);
  }

  @Test
  void readsTheLimitsOfATenant() throws Exception {
    Limits limits = load("deploy: {tenants: {acme: {limits: {cpu-time: 5s, requests: 7}}}}").tenants().getFirst()
        .limits();
    assertThat(limits.cpuMillis()).isEqualTo(5_000);
    assertThat(limits.requests()).isEqualTo(7);
    assertThat(limits.wallMillis()).isEqualTo(Limits.DEFAULT.wallMillis());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "cpu-time: 5m | deploy.tenants.acme.limits.cpu-time: 5m (expected: at most sandbox.maximum-cpu-time, 30000)",
      "cpu-time: 5 | deploy.tenants.acme.limits.cpu-time: 5 (expected: a time with its unit",
      "live-requests: 0 | deploy.tenants.acme.limits.live-requests: 0 (expected: a whole number from 1",
      "cpu-tim: 5s | deploy.tenants.acme.limits.cpu-tim: ", "requests: -1 | deploy.tenants.acme.limits.requests: -1"})
  void refusesALimitThatIsNone(String limit, String message) {
    assertThatThrownBy(() -> load("deploy: {tenants: {acme: {limits: {" + limit + "}}}}"))
        .isInstanceOf(InvalidFieldException.class).message().startsWith(message);
  }

  @Test
  void readsHowLongATenantKeepsMessages() throws Exception {
    String shared = "data: {stores: redis+cassandra}\n";
    assertThat(load(shared + "deploy: {tenants: {acme: {retention-days: 90}, beta: {}}}").tenants())
        .extracting(Tenant::retentionDays).containsExactly(90, 0);
    assertThatThrownBy(() -> load(shared + "deploy: {tenants: {acme: {retention-days: 3651}}}"))
        .hasMessageStartingWith("deploy.tenants.acme.retention-days: 3651 (expected: at most 3650");
    assertThatThrownBy(() -> load("deploy: {tenants: {acme: {retention-days: 90}}}"))
        .hasMessageContaining("retention-days: 90 (expected: data.stores: redis+cassandra");
  }

  @Test
  void readsAClientOfTheHttpApi() throws Exception {
    App app = load(CONVERSATION).apps().getFirst();
    assertThat(app.runsInSandbox()).isFalse();
    assertThat(app.processEvents()).isTrue();
    assertThat(app.conversationType()).isEqualTo("http_api");
    assertThat(app.config()).containsOnlyKeys("http_api");
    assertThat(app.routes()).containsExactly(Map.entry("default", "texts"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "type: http_api | type: jsbox | type: jsbox (expected: http_api or http_api_nostream)",
      "[a-token] | [] | api-tokens: no list of them (expected: at least one,",
      "[a-token] | [a token] | api-tokens: no list of them (expected: at least one,",
      "http://u:p@h/ | ftp://u:p@h/ | push-message-url: no such URL (expected: an absolute http or https URL)",
      "push-message-url | push-url | push-url: http://u:p@h/ (expected: one of type,",
      "metric-store: shop | metric-store: 1 | metric-store: 1 (expected: a letter,",
      "content-length-limit: 160 | content-length-limit: many | content-length-limit: many (expected: a whole number"})
  void namesWhatIsWrongWithAClientOfTheHttpApi(String correct, String wrong, String message) {
    assertThat(CONVERSATION).contains(correct);
    assertThatThrownBy(() -> load(CONVERSATION.replace(correct, wrong))).isInstanceOf(InvalidFieldException.class)
        .message().startsWith("deploy.apps.shop.http-api." + message);
  }

  @Test
  void readsAClientOfJunebug() throws Exception {
    assertThat(JunebugApp.of(load(JUNEBUG).apps().getFirst())).isEqualTo(
        new JunebugApp(load(JUNEBUG).apps().getFirst(), List.of("user:secret-word"), "http://u:p@h/", "token-of-it",
            "https://h/status", 160, true));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "['user:secret-word'] | secret-word | credentials: no list of them (expected: user:password each,",
      "user:secret-word | secret-word | credentials: no list of them (expected: user:password each,",
      "http://u:p@h/ | ftp://u:secret-word@h/ | mo-url: no such URL (expected: an absolute http or https URL)",
      "https://h/status | secret-word | status-url: no such URL (expected: an absolute http or https URL)",
      "token-of-it | 'secret-word\u00e9' | mo-url-auth-token: no such token (expected: 1 to 1000 ASCII characters)",
      "character-limit: 160 | character-limit: -1 | character-limit: -1 (expected: a whole number from 0)",
      "character-limit: 160 | rate_limit_count: 1 | rate_limit_count: 1 (expected: one of credentials,",
      "allow-expired-replies: true | allow-expired-replies: maybe | allow-expired-replies: maybe (expected: true or"})
  void namesWhatIsWrongWithAClientOfJunebug(String correct, String wrong, String message) {
    assertThat(JUNEBUG).contains(correct);
    assertThatThrownBy(() -> load(JUNEBUG.replace(correct, wrong))).isInstanceOf(InvalidFieldException.class)
        .message().startsWith("deploy.apps.shop.junebug." + message);
  }

  /** It sends by the channels that lead to it, and routing leads none for good. */
  @Test
  void routesNothingToAClientOfJunebug() {
    assertThatThrownBy(() -> load(JUNEBUG + "  routing: {acme: {channels: {shared: shop}}}\n"))
        .isInstanceOf(InvalidFieldException.class).message().startsWith("deploy.routing.acme.channels.shared: shop");
    assertThatThrownBy(() -> load(JUNEBUG.replace("character-limit: 160", "character-limit: 160\n"
        + "      endpoints: {default: texts}"))).isInstanceOf(InvalidFieldException.class);
  }

  private Deployment load(String yaml) throws Exception {
    ConfigurationFile file = ConfigurationFile.read(Files.writeString(folder.resolve("jukwaa.yaml"), yaml));
    Settings settings = Settings.of(
        Values.standard().withFile(file.settings()).withOption("test", Catalogue.MESSAGES_APOLOGY, "Sorry"));
    return new DeploymentLoader(file.folder(), settings,
        Transports.builtIn()).load(file.deploy());
  }
}
