package io.jukwaa.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.server.Json;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.State;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.transports.FormText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole host with two apps behind one number for texts and one code, and phones that use them. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class RoutingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** Says who it is and what it got; {@code tell} sends a text to somebody. */
  private static final String APP = """
      api.on_inbound_message = function (command) {
        var message = command.msg, words = (message.content || '').split(' ');
        function reply() {
          api.request('outbound.reply_to', {content: 'NAME ' + message.session_event + ' ' + message.content,
            in_reply_to: message.message_id, continue_session: message.content !== 'bye'},
            function () { api.done(); });
        }
        if (words[0] === 'tell') {
          api.request('outbound.send_to_endpoint', {endpoint: 'sms', to_addr: words[1], content: 'NAME tells'}, reply);
        } else {
          reply();
        }
      };
      api.on_inbound_event = function (command) {
        var event = command.msg;
        api.log_info('NAME ' + event.event_type + ' ' + (event.nack_reason || event.sent_message_id), function () { api.done(); });
      };
      """;
  private static final String SETTINGS = """
      server: {port: 0}
      sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
      deploy:
        tenants: {acme: {}, other: {}, third: {}}
        apps:
          clinic: {tenant: acme, file: clinic.js, config: {config: {process_events: true}}, endpoints: {sms: texts}}
          vote: {tenant: acme, file: vote.js, config: {config: {process_events: true}}, endpoints: {sms: texts}}
        channels:
          texts: {transport: loopback, tenant: acme}
          outside: {transport: loopback, tenant: acme}
          code: {transport: ussd-http, map: africastalking, tenant: acme}
          vumi: {transport: json, tenant: acme}
          deep: {transport: json, tenant: acme}
          unused: {transport: ussd-http, map: africastalking, tenant: other}
          silent: {transport: loopback, tenant: other}
          spoken: {transport: loopback, tenant: third}
        routing:
          acme:
            channels: {texts: front, code: both, vumi: front, deep: deep}
            routers:
              front: {type: keyword, rules: [{words: [poll], then: vote}], otherwise: staff}
              staff: {type: group, rules: [{group: Voters, then: vote}], otherwise: clinic}
              both: {type: menu, text: 'Which?', choices: [{label: Clinic, then: clinic}, {label: Poll, then: vote}]}
              deep: {type: menu, text: Deep, choices: [{label: Clinic, then: clinic}, {label: More, then: deeper}]}
              deeper: {type: menu, text: Deeper, choices: [{label: Clinic, then: clinic}, {label: Poll, then: vote}]}
            endpoints: {vote: {sms: outside}}
            opt-out:
              words: {stop: You get no more., acha: Hutapata tena.}
              back: {start: Welcome back.}
      """;

  private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Host host;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    for (String app : List.of("clinic", "vote")) {
      Files.writeString(folder.resolve(app + ".js"), APP.replace("NAME", app));
    }
    host = host(SETTINGS);
  }

  @AfterAll
  void stop() {
    host.close();
    client.close();
  }

  @Test
  void showsAMenuAndGoesOnWithTheAppThatIsChosen() throws Exception {
    assertThat(step("s1", "")).isEqualTo("CON Which?\n1. Clinic\n2. Poll");
    assertThat(step("s1", "7")).isEqualTo("CON Please choose a number.\nWhich?\n1. Clinic\n2. Poll");
    assertThat(step("s1", "7*2")).isEqualTo("CON vote new null");
    assertThat(step("s1", "7*2*1")).isEqualTo("CON vote resume 1");
    assertThat(step("s1", "7*2*1*bye")).isEqualTo("END vote resume bye");
    assertThat(step("s2", "")).isEqualTo("CON Which?\n1. Clinic\n2. Poll");
    assertThat(step("s2", "1")).isEqualTo("CON clinic new null");
  }

  /** The operator asks again as it had no answer. */
  @Test
  void answersAStepThatIsAskedAgainAlike() throws Exception {
    for (int times = 0; times < 2; times++) {
      assertThat(step("s3", "")).isEqualTo("CON Which?\n1. Clinic\n2. Poll");
    }
    for (int times = 0; times < 2; times++) {
      assertThat(step("s3", "2")).isEqualTo("CON vote new null");
    }
    assertThat(step("s3", "2*x")).isEqualTo("CON vote resume x");
  }

  /** What was a choice of one menu would be one of the next. */
  @Test
  void leadsAMessageThatComesAgainWhereItWent() throws Exception {
    assertThat(said("d1", "new", "")).isEqualTo("Deep\n1. Clinic\n2. More");
    for (int times = 0; times < 3; times++) {
      assertThat(said("d2", "resume", "2")).isEqualTo("Deeper\n1. Clinic\n2. Poll");
    }
    assertThat(said("d3", "resume", "2")).isEqualTo("vote new null");
  }

  @Test
  void leadsTextsByTheirWords() throws Exception {
    assertThat(text("+254711000011", "hello")).isEqualTo("clinic null hello");
    assertThat(text("+254711000011", "Poll!")).isEqualTo("vote null Poll!");
    assertThat(text("+254711000011", "3")).isEqualTo("vote null 3");
    App vote = app("vote");
    UserMessage kept = host.stores().conversations().messages().latestWith(vote, Direction.INBOUND, "+254711000011", 1)
        .getFirst();
    assertThat(kept.json().object("routing_metadata").get("jukwaa")).isEqualTo(Map.of("version", 1, "path",
        List.of("channel texts: endpoint default -> front", "keyword front: goes on -> vote")));
  }

  @Test
  void leadsMembersOfAGroup() throws Exception {
    host.stores().people().groups().save("acme", new Group("g1", "Voters", null, Instant.EPOCH));
    host.stores().people().contacts().save("acme", new Contact("c1", Instant.EPOCH,
        Map.of("msisdn", "+254711000012"), Map.of(), Map.of(), Set.of("g1")));
    host.stores().people().groups().save("acme", new Group("g2", "Voters", "name:Neema", Instant.EPOCH));
    host.stores().people().contacts().save("acme", new Contact("c2", Instant.EPOCH,
        Map.of("msisdn", "254711000013", "name", "Neema"), Map.of(), Map.of(), Set.of()));
    assertThat(text("+254711000012", "hello")).isEqualTo("vote null hello");
    assertThat(text("+254711000013", "hello")).isEqualTo("vote null hello");
    assertThat(text("+254711000014", "hello")).isEqualTo("clinic null hello");
  }

  /** No app hears of it, and nothing but replies is sent until the user wants it again. */
  @Test
  void optsOutAndIn() throws Exception {
    String phone = "+254711000021";
    assertThat(text(phone, " ACHA.")).isEqualTo("Hutapata tena.");
    assertThat(host.stores().people().optOuts().find("acme", "msisdn", phone)).isNotNull();
    assertThat(host.stores().conversations().messages().latestWith(app("clinic"), Direction.INBOUND, phone, 9))
        .isEmpty();
    assertThat(text("+254711000022", "tell " + phone)).isEqualTo("clinic null tell " + phone);
    await().atMost(Duration.ofSeconds(60)).until(() -> log("clinic").stream()
        .anyMatch(line -> line.equals("clinic nack opted out: the receiver wants no more messages")));
    assertThat(text(phone, "hello")).isEqualTo("clinic null hello");
    assertThat(text(phone, "start")).isEqualTo("Welcome back.");
    assertThat(host.stores().people().optOuts().find("acme", "msisdn", phone)).isNull();
    assertThat(host.stores().people().consents().history("acme", phone)).extracting(Consent::state)
        .containsExactly(State.WITHDRAWN, State.GIVEN);
    text("+254711000022", "tell " + phone);
    await().atMost(Duration.ofSeconds(60)).until(() -> texts(phone).contains("clinic tells"));
  }

  /** The operator writes numbers without a plus, the app with one. */
  @Test
  void knowsWhoOptedOutHoweverTheNumberIsWritten() throws Exception {
    assertThat(text("254711000023", "stop")).isEqualTo("You get no more.");
    int before = refusals();
    text("+254711000022", "tell +254711000023");
    await().atMost(Duration.ofSeconds(60)).until(() -> refusals() > before);
    assertThat(text("+254711000023", "start")).isEqualTo("Welcome back.");
    assertThat(host.stores().people().optOuts().find("acme", "msisdn", "254711000023")).isNull();
  }

  /** What became of a message is told to the app that sent it, whatever its channel leads to. */
  @Test
  void tellsEventsToTheAppThatSentTheMessage() throws Exception {
    JsonNode said = json(
        send("messages/vumi", "{\"from_addr\": \"+254711000061\", \"to_addr\": \"22\", \"content\": \"poll\"}"));
    String id = said.path("messages").path(0).path("message_id").asText();
    assertThat(said.path("messages").path(0).path("content").asText()).isEqualTo("vote null poll");
    assertThat(send("events/vumi", "{\"event_type\": \"ack\", \"user_message_id\": \"" + id
        + "\", \"sent_message_id\": \"s1\"}").statusCode()).isBetween(200, 204);
    await().atMost(Duration.ofSeconds(60)).until(() -> log("vote").contains("vote ack s1"));
    assertThat(log("clinic")).doesNotContain("clinic ack s1");
  }

  /** What was dialled is answered by another channel, which routing names, and its events find their way back. */
  @Test
  void sendsByTheChannelThatRoutingNames() throws Exception {
    assertThat(explained("explain?app=vote&endpoint=sms")).isEqualTo("outside by endpoint sms");
    assertThat(explained("explain?app=clinic&endpoint=sms")).isEqualTo("texts by endpoint sms, as it is deployed");
    assertThat(json(get("explain?app=vote")).path("channel").isNull()).isTrue();
    assertThat(get("explain?app=gone").body()).contains("app: gone (expected: the key of an app)");
    assertThat(get("explain?app=vote&from=1").body()).contains("from: 1 (expected: one of app, endpoint)");
    String phone = "+254711000024";
    step("s9", "");
    step("s9", "2");
    assertThat(step("s9", "2*tell " + phone)).isEqualTo("CON vote resume tell " + phone);
    await().atMost(Duration.ofSeconds(60)).until(() -> texts(phone, "outside").contains("vote tells"));
    assertThat(texts(phone)).isEmpty();
    await().atMost(Duration.ofSeconds(60)).until(() -> log("vote").stream().filter(line -> line.startsWith("vote ack"))
        .count() >= 2 && log("vote").stream().anyMatch(line -> line.startsWith("vote delivery_report")));
  }

  @Test
  void refusesPagesOfBrowsers() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("routing/acme")).POST(BodyPublishers.ofString("{}"));
    for (String origin : List.of("https://example.com", "null", "http://localhost.example.com")) {
      assertThat(client.send(request.copy().header("Origin", origin).build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
    }
    assertThat(
        client.send(HttpRequest.newBuilder(uri("routing/acme")).header("Origin", "http://localhost:8080").build(),
            BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void tellsASessionThatNothingClaimsItAndATextNothing() throws Exception {
    assertThat(
        post("ussd/unused", Map.of("sessionId", "u", "serviceCode", "*9#", "phoneNumber", "+254711000031", "text",
            "")).body())
        .isEqualTo("END This service is not available. Please try again later.");
    assertThat(post("loopback/silent", Map.of("from", "+254711000032", "text", "hello")).statusCode()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> host.stores().reports().log().tail(Desk.of("other"), 9)
        .stream().map(AppLog.Line::text).anyMatch(line -> line.endsWith("is claimed by nothing, and not answered")));
    assertThat(texts("+254711000032")).isEmpty();
  }

  @Test
  void explainsWithoutChangingAnything() throws Exception {
    for (int times = 0; times < 2; times++) {
      JsonNode explanation = json(get("explain?channel=texts&from=%2B254711000041&text=poll"));
      assertThat(explanation.path("app").asText()).isEqualTo("vote");
      assertThat(explanation.path("path").path(1).path("rule").asText()).isEqualTo("words poll");
    }
    assertThat(json(get("explain?channel=texts&from=%2B254711000041&text=3")).path("app").asText())
        .isEqualTo("clinic");
    assertThat(get("explain?channel=gone&from=1").body()).contains("channel: gone (expected: the key of a channel)");
    assertThat(get("explain?channel=texts").body()).contains("from: missing (expected: the address of a user)");
    assertThat(get("explain?channel=texts&from=1&txt=a").statusCode()).isEqualTo(400);
  }

  /** Another version, told to the running host, and the first again; a restart with the same file changes nothing. */
  @Test
  void keepsVersions() throws Exception {
    HttpResponse<String> refused = send("routing/third",
        "{\"channels\": {\"spoken\": \"nowhere\"}, \"unclaimed\": \"Who?\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("routing.channels.spoken: nowhere (expected: a router");
    assertThat(json(get("routing/third")).path("version").asInt()).isZero();
    assertThat(json(send("routing/third", "{\"unclaimed\": \"Who?\"}")).path("version").asInt()).isEqualTo(1);
    assertThat(json(send("routing/third", "{\"unclaimed\": \"What?\"}")).path("version").asInt()).isEqualTo(2);
    assertThat(texts("+254711000051", "spoken", "hello")).contains("What?");
    assertThat(json(send("routing/third/1", "")).path("version").asInt()).isEqualTo(3);
    assertThat(texts("+254711000052", "spoken", "hello")).contains("Who?");
    assertThat(json(get("routing/third/2")).path("rules").path("unclaimed").asText()).isEqualTo("What?");
    assertThat(get("routing/third/9").statusCode()).isEqualTo(400);
    host.close();
    host = host(SETTINGS);
    assertThat(json(get("routing/third")).path("version").asInt()).isEqualTo(3);
    assertThat(json(get("routing/acme")).path("version").asInt()).isEqualTo(1);
  }

  private String explained(String path) throws Exception {
    JsonNode explanation = json(get(path));
    return explanation.path("channel").asText() + " by " + explanation.path("path").path(0).path("rule").asText();
  }

  private Host host(String yaml) throws Exception {
    return DeployedHost.start(Files.writeString(folder.resolve("jukwaa.yaml"), yaml));
  }

  private String step(String session, String typed) throws Exception {
    return post("ussd/code", Map.of("sessionId", session, "serviceCode", "*1#", "phoneNumber",
        "+2547110001" + session.substring(1), "text", typed)).body();
  }

  private String said(String id, String session, String typed) throws Exception {
    return json(send("messages/deep", Json.text(Map.of("message_id", id, "from_addr", "+254711000071", "to_addr", "*7#",
        "session_event", session, "content", typed)))).path("messages").path(0).path("content").asText();
  }

  /** Writes a text and waits for the next thing that the phone is sent. */
  private String text(String from, String content) throws Exception {
    return texts(from, "texts", content).getLast();
  }

  private List<String> texts(String from, String channel, String content) throws Exception {
    int before = texts(from, channel).size();
    assertThat(post("loopback/" + channel, Map.of("from", from, "text", content)).statusCode()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> texts(from, channel).size() > before);
    return texts(from, channel);
  }

  private List<String> texts(String phone) throws Exception {
    return texts(phone, "texts");
  }

  private List<String> texts(String phone, String channel) throws Exception {
    JsonNode sent = json(get("loopback/" + channel));
    return StreamSupport.stream(sent.spliterator(), false)
        .filter(message -> message.path("to_addr").asText().equals(phone))
        .map(message -> message.path("content").asText()).toList();
  }

  private int refusals() {
    return (int) log("clinic").stream().filter(line -> line.startsWith("clinic nack opted out")).count();
  }

  private List<String> log(String app) {
    return host.stores().reports().log().tail(app(app), 50).stream().map(AppLog.Line::text).toList();
  }

  private App app(String key) {
    return Objects.requireNonNull(host.stores().deployments().app(key));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(FormText.write(form))).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + host.port() + "/" + path);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
