package io.jukwaa.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Whatever an app sends: an answer, no internal error, and a refused command has changed nothing. */
class AnyArgumentsTest {
  private static final List<String> NAMES = List.of("key", "value", "seconds", "amount", "msg", "level", "url",
      "headers",
      "data", "files", "verify_options", "ssl_method", "content", "in_reply_to", "continue_session", "helper_metadata",
      "to_addr", "endpoint", "tagpool", "tag", "store", "metric", "agg", "addr", "delivery_class", "query", "max_keys",
      "contact", "fields", "name", "address_type", "address_value", "message_id", "conversation_key", "sample_time",
      "msisdn", "dob", "created_at", "groups", "extra", "subscription", "voice", "f", "file_name", "content_type",
      "values", "context");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String APP = "app-a-0";
  private static final Path FOLDER = folder();
  private static final TestHost HOST = open();

  @AfterContainer
  static void close() throws IOException {
    HOST.database.close();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void everyCommandAnswersAndWritesAllOrNothing(@ForAll("commands") String command,
      @ForAll("objects") ObjectNode arguments) {
    List<Object> before = state();
    Map<String, @Nullable Object> request = Json.object(arguments);
    request.put("cmd", command);
    Reply reply = HOST.execute(APP, request);
    assertThat(reply.json().get("success")).isEqualTo(reply instanceof Reply.Success);
    assertThat(Json.normal(reply.json()).isObject()).isTrue();
    if (reply instanceof Reply.Failure failure) {
      assertThat(String.valueOf(failure.reason())).doesNotContain("internal error", "java.", "io.jukwaa", "Exception");
      assertThat(state()).isEqualTo(before);
    }
  }

  @Provide
  Arbitrary<String> commands() {
    return Arbitraries.of(HOST.all().stream().flatMap(AnyArgumentsTest::commands).sorted().toList());
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return objects(values(3));
  }

  private static Stream<String> commands(Resource resource) {
    return resource.operations().stream().map(operation -> resource.name() + "." + operation);
  }

  private static Arbitrary<ObjectNode> objects(Arbitrary<JsonNode> values) {
    Arbitrary<String> names = Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.of(NAMES)), Tuple.of(1, texts()));
    return Arbitraries.maps(names, values).ofMinSize(0).ofMaxSize(12).map(members -> JSON.objectNode().setAll(members));
  }

  private static Arbitrary<JsonNode> values(int depth) {
    Arbitrary<JsonNode> simple = Arbitraries.oneOf(List.of(texts().map(JSON::textNode),
        Arbitraries.of(JSON.nullNode(), JSON.booleanNode(true), JSON.booleanNode(false)),
        Arbitraries.integers().map(JSON::numberNode), Arbitraries.integers().between(-2, 100).map(JSON::numberNode),
        Arbitraries.longs().map(JSON::numberNode),
        Arbitraries.bigIntegers().between(BigInteger.TWO.pow(63), BigInteger.TWO.pow(90)).map(JSON::numberNode),
        Arbitraries.doubles().map(JSON::numberNode)));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<JsonNode> inner = values(depth - 1);
    return Arbitraries.oneOf(List.of(simple, simple,
        inner.list().ofMaxSize(4).map(elements -> JSON.arrayNode().addAll(elements)), objects(inner)));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "m1", "k", "sms", "ussd", "default", "a", "+27820000001", "http://example.org/", "sum", "5",
            "name:a", "*", "VERIFY_NONE", "1980-02-29", "app-a2", "text/plain", "aGVsbG8="),
        Arbitraries.strings().withChars("ab:*\"\\ (é\u0000\n'").ofMaxLength(12),
        Arbitraries.strings().all().ofMaxLength(300));
  }

  private static List<Object> state() {
    HOST.settle();
    Caller caller = HOST.caller(APP);
    String tenant = caller.tenant().key();
    return List.of(HOST.database.keyValues().list(tenant, 1_000),
        HOST.database.contacts().search(tenant, List.of(), Integer.MAX_VALUE), HOST.database.groups().list(tenant),
        HOST.database.optOuts().list(tenant, 10_000), HOST.database.metrics().latest(tenant, 10_000),
        HOST.database.messages().count(caller.app(), Direction.OUTBOUND), HOST.run(APP).sentSoFar(),
        String.valueOf(caller.run().inbound()));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("any-arguments");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestHost open() {
    try {
      SettableClock clock = new SettableClock();
      return new TestHost(EmbeddedDatabase.open(FOLDER, clock), clock, Json.MAPPER.readTree("""
          {"tenant": {"canManageOptouts": true, "maxKeys": 20, "helperMetadata": ["voice"]},
           "app": {"config": {"config": "{}"}, "endpoints": ["sms", "a:a"]},
           "inbound": {"message_id": "m1", "from_addr": "+1", "to_addr": "1", "group": "g"}}"""), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
