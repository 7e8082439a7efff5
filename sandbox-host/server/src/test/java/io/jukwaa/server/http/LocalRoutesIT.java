package io.jukwaa.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.jukwaa.server.clients.ApiHost;
import io.jukwaa.server.clients.Mutated;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are nearly right, to each entry for the people at this machine: all of it is done, or nothing. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class LocalRoutesIT {
  private static final int MUTATED = Integer.getInteger("requests.mutated",
      Boolean.getBoolean("jukwaa.long") ? 10_000 : 500);
  private static final int AT_ONCE = 10;
  private static final long SEED = 20_261_130;
  /** The last two are those of a body and a query that are too long. */
  private static final List<Integer> REFUSED_OR_DONE = List.of(200, 400, 413, 431);
  private static final String TENANT = "acme";
  private static final String SETTINGS = """
      deploy:
        tenants: {acme: {country: KE, contact-fields: {age: {type: number}}}}
        apps: {echo: {tenant: acme, file: echo.js}}
        channels: {phones: {transport: json, app: echo}}
      """;
  private static final String APP = """
      api.on_inbound_message = function (command) {
        api.request('outbound.reply_to', {content: 'here', in_reply_to: command.msg.message_id},
          function () { api.done(); });
      };
      """;
  private static final String PEOPLE = "Phone,Name,Age\n0711000001,Neema,30\n0711000002,Ann,x\n";
  private static final Mutated RULES = new Mutated(
      Map.of("channels", Map.of("phones", "front"), "routers", Map.of("front", Map.of("type", "keyword", "rules",
          List.of(Map.of("words", List.of("poll"), "then", "echo")), "otherwise", "echo"))),
      List.of("channels", "routers", "opt-out", "unclaimed"));
  private static final Mutated GROUP = new Mutated(Map.of("name", "Mothers"), List.of("name", "query"));
  private static final Mutated PERSON = new Mutated(
      Map.of("address", "+254711000001", "by", "me", "reason", "asked"), List.of("address", "by", "reason"));
  private static final Mutated TEST = new Mutated(Map.of("address", "+254711000001", "within", 1),
      List.of("address", "within"));

  private ApiHost host;
  private HttpClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("echo.js"), APP);
    host = ApiHost.start(folder, SETTINGS);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  void stop() {
    client.close();
    host.close();
  }

  @Test
  void explainsOrRefuses() {
    flood(random -> get("/explain", Map.of("channel", "phones", "from", "+254711000001", "text", "poll"),
        List.of("channel", "from", "to", "text", "session", "endpoint", "more"), random));
  }

  @Test
  void savesRulesOrRefusesThem() {
    Set<Integer> versions = new HashSet<>(); // rules that are those of the newest version make no other
    flood(random -> post("/routing/" + TENANT, RULES.body(random)))
        .forEach(saved -> versions.add(saved.path("version").asInt()));
    assertThat(host.stores().deployments().routings(TENANT)).hasSameSizeAs(versions);
  }

  @Test
  void addsGroupsOrRefusesThem() {
    Set<String> keys = new HashSet<>();
    flood(random -> post("/people/acme/groups", GROUP.body(random)))
        .forEach(added -> keys.add(added.path("key").asText()));
    assertThat(host.stores().people().groups().list(TENANT)).hasSameSizeAs(keys);
  }

  @Test
  void importsWhatItSaysOrRefuses() {
    long before = contacts();
    List<JsonNode> reports = flood(random -> post("/people/acme/import?" + query(Map.of("name", "people.csv"),
        List.of("name", "mode", "columns", "group", "consent"), random), changed(PEOPLE, random)));
    assertThat(reports).noneMatch(report -> report.has("error"));
    long created = reports.stream().mapToLong(report -> report.path("report").path("created").asLong()).sum();
    assertThat(created).isPositive();
    assertThat(contacts()).isEqualTo(before + created);
  }

  @Test
  void previewsAndTriesAndStoresNothing() {
    long before = contacts();
    flood(random -> post((random.nextBoolean() ? "/people/acme/preview?" : "/people/acme/import?dry-run=true&")
        + query(Map.of("name", "people.csv"), List.of("name", "mode", "columns", "group", "consent"), random),
        changed(PEOPLE, random)));
    assertThat(contacts()).isEqualTo(before);
  }

  private long contacts() {
    AtomicLong count = new AtomicLong();
    host.stores().people().contacts().each(TENANT, List.of(), _ -> count.incrementAndGet() > 0);
    return count.get();
  }

  @Test
  void exportsDeletesAndTestsOrRefuses() {
    flood(random -> get("/people/acme/export", Map.of(), List.of("group", "query"), random));
    flood(random -> post("/people/acme/look", PERSON.body(random)));
    List<JsonNode> deleted = flood(random -> post("/people/acme/delete", PERSON.body(random)));
    assertThat(host.stores().people().deletions().list(TENANT, 2 * MUTATED)).hasSameSizeAs(deleted);
    flood(random -> post("/channels/phones/test", TEST.body(random)));
  }

  /** @return the last line of each answer that is no refusal */
  private List<JsonNode> flood(Function<Random, HttpRequest> next) {
    Random random = new Random(SEED);
    List<JsonNode> done = IntStream.range(0, MUTATED / AT_ONCE).boxed().flatMap(_ -> {
      List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, AT_ONCE)
          .mapToObj(_ -> client.sendAsync(next.apply(random), BodyHandlers.ofString())).toList();
      return asked.stream().map(CompletableFuture::join);
    }).peek(response -> assertThat(response.statusCode()).as("seed %d: %s %s", SEED, response.request().uri(),
        response.body()).isIn(REFUSED_OR_DONE)).filter(response -> response.statusCode() == 200)
        .map(response -> json(response.body())).toList();
    assertThat(done).hasSizeBetween(1, MUTATED - 1);
    return done;
  }

  private static JsonNode json(String body) {
    try (MappingIterator<JsonNode> values = Golden.JSON.readerFor(JsonNode.class).readValues(body)) {
      return values.readAll().getLast();
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  private HttpRequest post(String path, byte[] body) {
    return HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(body)).build();
  }

  private HttpRequest get(String path, Map<String, String> right, List<String> names, Random random) {
    return HttpRequest.newBuilder(uri(path + "?" + query(right, names, random))).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + host.port() + path);
  }

  private static String query(Map<String, String> right, List<String> names, Random random) {
    Map<String, String> members = new LinkedHashMap<>(right);
    for (int change = random.nextInt(3); change > 0; change--) {
      members.put(names.get(random.nextInt(names.size())), Mutated.text(random));
    }
    return members.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static byte[] changed(String text, Random random) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int change = random.nextInt(4); change > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
