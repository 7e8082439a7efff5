package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.transports.RawClient.Request;
import io.jukwaa.transports.RawClient.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Ten thousand requests at each entry, every one of them wrong in one way, on connections that are kept. */
class MalformedRequestTest {
  /** Escaped bytes that are not UTF-8, or control characters. */
  private static final List<String> NO_TEXT = List.of("%ff", "%c3%28", "%ed%a0%80", "%c0%af", "%f8%88", "\u00ff", "%00",
      "%01", "%08", "%0b", "%1b", "%1f", "%7f");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<RawClient> CLIENTS = new ArrayList<>();
  private static final Host HOST = host();

  /** A request and the fields its refusal may name. */
  private record Wrong(Request request, Set<String> fields) {
    Wrong with(String header, String value) {
      return new Wrong(request.with(header, value), fields);
    }
  }

  @BeforeContainer
  static void start() {
    HOST.channel("form", "ussd-http", Map.of("map", "africastalking"));
    HOST.channel("query", "ussd-http", Map.of("map", "crossgate"));
    HOST.channel("json", "ussd-http", Map.of("map", "appsnmobile"));
    HOST.channel("nalo", "ussd-http", Map.of("map", "nalo"));
    HOST.channel("madapi", "ussd-http", Map.of("map", "madapi"));
    HOST.channel("path", "ussd-http", Map.of("map", "infobip"));
    HOST.channel("vumi", "json", Map.of());
    HOST.channel("sms", "africastalking-sms", Map.of("username", "clinic", "api-key", "key"));
    HOST.channel("twilio", "twilio",
        Map.of("account-sid", "AC1", "auth-token", "t", "from", "22334", "signature", "off",
            "secret", "correct-horse"));
    HOST.channel("loop", "loopback", Map.of());
    HOST.channel("kannel", "kannel", Map.of("username", "clinic", "password", "p"));
    HOST.channel("telegram", "telegram", Map.of("bot-token", "1:a", "secret", "correct-horse"));
    for (int i = 0; i < 4; i++) {
      CLIENTS.add(new RawClient(HOST.port()));
    }
  }

  @AfterContainer
  static void stop() throws IOException {
    for (RawClient client : CLIENTS) {
      client.close();
    }
    HOST.close();
  }

  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtTheForm(@ForAll long seed) throws IOException {
    refuses(seed,
        random -> form("/ussd/form", "POST",
            Map.of("sessionId", "s", "serviceCode", "*1%23", "phoneNumber", "%2B254", "text",
                "1"),
            List.of("sessionId", "phoneNumber"), random));
  }

  @Property(tries = 1000, seed = "2", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtTheQuery(@ForAll long seed) throws IOException {
    refuses(seed,
        random -> form("/ussd/query", "GET",
            Map.of("session_id", "s", "msisdn", "254", "service_code", "1", "ussd_string",
                ""),
            List.of("session_id", "msisdn"), random));
  }

  @Property(tries = 1000, seed = "3", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtTheEndOfASession(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/ussd/form/end", "POST", Map.of("sessionId", "s", "phoneNumber", "%2B254"),
        List.of("sessionId", "phoneNumber"), random));
  }

  @Property(tries = 1000, seed = "4", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtTheGatewaysJson(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.of("session_id", "\"s\"", "msisdn", "\"233\"", "msg_type", "\"0\"", "ussd_body",
        "\"\"", "service_code", "\"1\"");
    refuses(seed,
        random -> json("/ussd/json", members, members.keySet(), List.of("[1]", "{}", "1.5", "1e999", "\"\\u0000\"",
            "\"\\ud800\""), random));
  }

  @Property(tries = 1000, seed = "16", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtNalos(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.of("USERID", "\"NALOTest\"", "SESSIONID", "\"16\"", "MSISDN", "\"233241234567\"",
        "USERDATA", "\"*920#\"", "MSGTYPE", "true", "NETWORK", "\"MTN\"");
    refuses(seed,
        random -> json("/ussd/nalo", members, Set.of("SESSIONID", "MSISDN", "USERDATA", "MSGTYPE"), List.of("[true]",
            "{}", "1.5", "-1e999", "\"\\u0000\"", "\"\\udc00\"", "123456789012345678901234567890"), random));
  }

  @Property(tries = 1000, seed = "17", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtMadapis(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.of("sessionId", "\"01235\"", "messageType", "\"0\"", "msisdn", "\"2252312345\"",
        "serviceCode", "\"321123\"", "ussdString", "\"*321*123#\"", "cellId", "\"6201\"", "imsi",
        "\"612050000000001\"");
    refuses(seed,
        random -> json("/ussd/madapi", members,
            Set.of("sessionId", "messageType", "msisdn", "serviceCode", "ussdString"), List.of("[\"0\"]", "{\"a\":0}",
                "0.5", "1e999", "\"\\u001f\"", "\"\\ud800\"", "123456789012345678901234567890"),
            random));
  }

  @Property(tries = 1000, seed = "5", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesAtTheSessionInThePath(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.of("msisdn", "\"385\"", "text", "\"1\"");
    refuses(seed,
        random -> json("/ussd/path/session/1/response", members, members.keySet(), List.of("[1]", "{\"a\":1}", "-0.5",
            "\"\\u001b\""), random));
  }

  @Property(tries = 1000, seed = "6", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesMessages(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.ofEntries(Map.entry("message_id", "\"m\""), Map.entry("from_addr", "\"1\""),
        Map.entry("to_addr", "\"1\""), Map.entry("content", "null"), Map.entry("session_event", "null"),
        Map.entry("timestamp", "\"2026-01-01 00:00:00\""), Map.entry("message_version", "\"20110921\""),
        Map.entry("message_type", "\"user_message\""), Map.entry("transport_metadata", "{}"),
        Map.entry("helper_metadata", "{}"), Map.entry("routing_metadata", "{}"), Map.entry("group", "null"),
        Map.entry("provider", "null"), Map.entry("in_reply_to", "null"), Map.entry("from_addr_type", "null"));
    refuses(seed,
        random -> json("/messages/vumi", members, Set.of("from_addr"), List.of("1", "1.5", "[{}]", "true", "1e999",
            "\"\\u0000\"", "\"\\ud800x\"", "123456789012345678901234567890"), random));
  }

  @Property(tries = 1000, seed = "7", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesEvents(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.of("event_id", "\"e\"", "event_type", "\"ack\"", "sent_message_id", "\"p\"",
        "user_message_id", "\"m\"", "timestamp", "\"2026-01-01 00:00:00\"", "message_type", "\"event\"",
        "helper_metadata", "{}", "transport_metadata", "{}");
    refuses(seed,
        random -> json("/events/vumi", members, Set.of("event_type", "sent_message_id"), List.of("1", "[]", "false",
            "\"\\u0007\"", "1e999"), random));
  }

  @Property(tries = 1000, seed = "8", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesTexts(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/africastalking/sms", "POST",
        Map.of("id", "ATXid_1", "text", "hello", "from", "%2B254", "to", "22334"), List.of("id", "from", "to"),
        random));
  }

  @Property(tries = 1000, seed = "9", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesDeliveryReports(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/africastalking/sms/delivery", "POST", Map.of("id", "ATXid_1", "status", "Success"),
        List.of("id", "status"), random));
  }

  @Property(tries = 1000, seed = "15", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesTextsOfPhonesThatThereAreNot(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/loopback/loop", "POST", Map.of("text", "hello", "from", "%2B254"), List.of("from"),
        random));
  }

  @Property(tries = 1000, seed = "10", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesTextsOfTwilio(@ForAll long seed) throws IOException {
    refuses(seed,
        random -> form("/twilio/twilio?secret=correct-horse", "POST", Map.of("MessageSid", "SM1", "Body", "hello",
            "From", "%2B254", "To", "22334"), List.of("MessageSid", "From", "To"), random));
  }

  @Property(tries = 1000, seed = "11", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesStatusesOfTwilio(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/twilio/twilio/status?secret=correct-horse", "POST",
        Map.of("MessageSid", "SM1", "MessageStatus", "sent"), List.of("MessageSid", "MessageStatus"), random));
  }

  @Property(tries = 1000, seed = "12", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesUpdatesOfTelegram(@ForAll long seed) throws IOException {
    Map<String, String> members = Map.of("update_id", "1", "message",
        "{\"message_id\":1,\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"hello\"}");
    refuses(seed, random -> json("/telegram/telegram", members, Set.of("update_id"), List.of("1.5", "[1]", "true",
        "\"1\"", "1e999", "123456789012345678901234567890", "\"\\u0000\"", "\"\\ud800\""), random)
        .with("X-Telegram-Bot-Api-Secret-Token", "correct-horse"));
  }

  @Property(tries = 1000, seed = "13", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesTextsOfKannel(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/kannel/kannel", "GET",
        Map.of("id", "1", "text", "hello", "from", "%2B254", "to", "22334"), List.of("id", "from", "to"), random));
  }

  @Property(tries = 1000, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusesDeliveryReportsOfKannel(@ForAll long seed) throws IOException {
    refuses(seed, random -> form("/kannel/kannel/delivery", "GET", Map.of("id", "id-1", "status", "1"),
        List.of("id", "status"), random));
  }

  private static Host host() {
    try {
      return new Host(Files.createTempDirectory(Path.of("target"), "malformed"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Sends ten at once: a try. */
  private static void refuses(long seed, Function<Random, Wrong> wrongs) throws IOException {
    Random random = new Random(seed);
    List<Wrong> ten = IntStream.range(0, 10).mapToObj(i -> wrongs.apply(random)).toList();
    List<Response> responses = CLIENTS.get(random.nextInt(CLIENTS.size()))
        .send(ten.stream().map(Wrong::request).toList());
    for (int i = 0; i < ten.size(); i++) {
      check(ten.get(i), responses.get(i));
    }
  }

  private static void check(Wrong wrong, Response response) throws IOException {
    String sent = wrong.request().method() + ' ' + wrong.request().path() + ' '
        + wrong.request().body().substring(0, Math.min(300, wrong.request().body().length()));
    assertThat(response.status()).as(sent).isBetween(400, 499);
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.path("field").asText()).as(sent + response.body()).isIn(wrong.fields());
    assertThat(problem.path("detail").asText()).startsWith(problem.path("field").asText() + ": ")
        .contains(" (expected: ").doesNotContain("Exception", "io.jukwaa", "fasterxml");
    assertThat(HOST.port.ran).as(sent).isEmpty();
    assertThat(HOST.port.events).as(sent).isEmpty();
    assertThat(HOST.port.receipts).as(sent).isEmpty();
  }

  /** Phones can send any character, and a text that is refused is lost. */
  private static boolean holdsAnyText(String path, String field) {
    return path.startsWith("/twilio/")
        ? field.equals("Body")
        : field.equals("text") && !path.startsWith("/ussd/");
  }

  private static Wrong form(String path, String method, Map<String, String> good, List<String> words, Random random) {
    Map<String, String> fields = new LinkedHashMap<>(good);
    String field = pick(List.copyOf(new java.util.TreeSet<>(fields.keySet())), random);
    String word = pick(words, random);
    boolean posts = method.equals("POST");
    switch (posts && random.nextInt(50) == 0 ? 9 : random.nextInt(posts ? 9 : 8)) {
      case 0 -> fields.remove(field);
      case 1 -> fields.put(field, fields.get(field) + '&' + field + '=' + random.nextInt());
      case 2 -> fields.put(field, "1" + pick(List.of("%", "%4", "%g1", "%1g", "%%41", "%-1"), random));
      case 3, 4 -> fields.compute(field, (_, value) -> holdsAnyText(path, field) ? null : "a" + pick(NO_TEXT, random));
      case 5 -> {
        fields.put(word, pick(List.of("", "+", "a+b", "%09", "1".repeat(201 + random.nextInt(2000))), random));
        return new Wrong(request(path, method, posts ? FORM : null, encoded(fields)), Set.of(word));
      }
      case 6 -> {
        String unusual = posts ? "GET" : "POST";
        String other = pick(List.of("PUT", "DELETE", "PATCH", path.startsWith("/loopback/") ? "PUT" : unusual, "BREW"),
            random); // a loopback can be looked at by GET
        return new Wrong(new Request(other, path, FORM, ""), Set.of("method"));
      }
      case 7 -> {
        return unknown(path, method, random);
      }
      case 8 -> {
        String type = pick(List.of("application/json", "text/plain", "", FORM + "; charset=latin1"), random);
        return new Wrong(request(path, method, type, encoded(fields)), Set.of("Content-Type"));
      }
      default -> {
        return new Wrong(request(path, method, FORM, "x".repeat(65_537 + random.nextInt(9))), Set.of("body"));
      }
    }
    return new Wrong(request(path, method, posts ? FORM : null, encoded(fields)), Set.of(field));
  }

  private static Wrong json(String path, Map<String, String> good, Set<String> needed, List<String> badValues,
      Random random) {
    Map<String, String> members = new LinkedHashMap<>(good);
    String field = pick(List.copyOf(new java.util.TreeSet<>(members.keySet())), random);
    String whole = object(members);
    int kind = random.nextInt(50) == 0 ? 6 : List.of(0, 1, 2, 3, 4, 5, 7, 8).get(random.nextInt(8));
    if (kind > 6) {
      return atTheDoor(path, whole, kind, random);
    }
    String body = switch (kind) {
      case 0 -> {
        field = pick(List.copyOf(new java.util.TreeSet<>(needed)), random);
        members.remove(field);
        yield object(members);
      }
      case 1 -> {
        members.put(field, pick(badValues, random));
        yield object(members);
      }
      case 2 -> whole.substring(0, whole.length() - 1) + ",\"" + field + "\":1}";
      case 3 -> {
        String cut = whole.substring(0, random.nextInt(whole.length()));
        field = "body";
        yield cut;
      }
      case 4 -> {
        field = "body";
        yield pick(
            List.of("[]", "1", "\"x\"", "null", "", "{}{}", "{} x", "{a:1}", "{'a':1}", "{\"a\":01}", "//", "NaN",
                "{\"a\":NaN}", "{\"a\":\"\n\"}", "{\"a\":1,}", "\u00ef\u00bb\u00bf{}", "{\"a\":\"\u00ff\"}"),
            random);
      }
      case 5 -> {
        int depth = 33 + random.nextInt(2000);
        field = "a";
        yield "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      }
      default -> {
        field = "body";
        yield whole + " ".repeat(262_145);
      }
    };
    Set<String> fields = field.equals("a") ? Set.of("a" + ".0".repeat(19) + ".") : Set.of(field);
    return new Wrong(request(path, "POST", "application/json", body), fields);
  }

  private static Wrong atTheDoor(String path, String body, int kind, Random random) {
    if (kind == 7) {
      String type = pick(List.of("text/plain", "application/xml", "", "application/json;charset=utf-16"), random);
      return new Wrong(request(path, "POST", type, body), Set.of("Content-Type"));
    }
    return random.nextBoolean()
        ? unknown(path, "POST", random)
        : new Wrong(new Request(pick(List.of("GET", "PUT", "DELETE"), random), path, null, ""),
            Set.of("method"));
  }

  private static Wrong unknown(String path, String method, Random random) {
    String channel = pick(List.of("nobody", "%20", "..%2f", "%ff", "%zz", "%", "f%00rm", "x".repeat(500)), random);
    String wrong = path.replaceFirst(
        "(?<=^/(ussd|messages|events|africastalking|twilio|kannel|telegram|loopback)/)[a-z]+",
        channel);
    return new Wrong(request(wrong, method, FORM, ""), Set.of("channel", "path"));
  }

  private static Request request(String path, String method, @org.jspecify.annotations.Nullable String type,
      String content) {
    return method.equals("GET")
        ? new Request(method, path + '?' + content, type, "")
        : new Request(method, path, type, content);
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream().map(each -> each.getKey() + '=' + each.getValue())
        .collect(Collectors.joining("&"));
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream().map(each -> '"' + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
