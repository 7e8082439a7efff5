package io.jukwaa.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.server.Json;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.OptOutStore.OptOut;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixturesReaderTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant THEN = Instant.parse("2020-01-02T03:04:05.5Z");

  private final FixturesReader reader = new FixturesReader(() -> new Stamp(ID, NOW));

  @Test
  void readsWhatTheProtocolCallsThings() {
    Fixtures fixtures = read("""
        {"contacts": [{"msisdn": "+254700000001", "name": "Amina", "surname": null, "extra": {"lang": "sw"},
                       "subscription": {"news": "1"}, "groups": ["g"], "created_at": "2020-01-02 03:04:05.500000"}],
         "groups": [{"name": "mothers"}, {"name": "smart", "query": "name:A*"}],
         "kv": {"users.x": {"lang": "sw"}, "n": 3, "text": "a"},
         "optouts": [{"address_type": "msisdn", "address_value": "+254700000002", "message_id": "m1"}]}""");
    assertThat(fixtures.contacts()).containsExactly(new Contact(ID, THEN,
        Map.of("msisdn", "+254700000001", "name", "Amina"), Map.of("lang", "sw"), Map.of("news", "1"), Set.of("g")));
    assertThat(fixtures.groups()).containsExactly(new Group(ID, "mothers", null, NOW),
        new Group(ID, "smart", "name:A*", NOW));
    assertThat(fixtures.records()).isEqualTo(Map.of("users.x", "{\"lang\":\"sw\"}", "n", "3", "text", "\"a\""));
    assertThat(fixtures.optOuts()).containsExactly(new OptOut("msisdn", "+254700000002", "m1", NOW));
  }

  @Test
  void readsWhatTheProtocolAnswers() {
    String key = "f".repeat(32);
    assertThat(read("""
        {"contacts": [{"key": "%s", "$VERSION": 2, "user_account": "acme", "msisdn": "+1", "extras-lang": "sw",
                       "subscription-news": "1", "groups": [], "dob": null}]}""".formatted(key)).contacts())
        .containsExactly(new Contact(key, NOW, Map.of("msisdn", "+1"), Map.of("lang", "sw"), Map.of("news", "1"),
            Set.of()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"contact\": []} | contact: [] (expected: one of contacts, groups, kv, optouts)",
      "{\"contacts\": {}} | contacts: {} (expected: a list)",
      "{\"contacts\": [{\"msisdn\": \"+1\"}, 7]} | contacts[1]: 7 (expected: an object)",
      "{\"contacts\": [{\"msisdn\": 5}]} | contacts[0].msisdn: 5 (expected: text)",
      "{\"contacts\": [{\"name\": \"A\"}]} | contacts[0].msisdn: missing (expected: text)",
      "{\"contacts\": [{\"msisdn\": \"+1\", \"age\": \"5\"}]} | contacts[0].age: 5 (expected: a field of a contact)",
      "{\"contacts\": [{\"msisdn\": \"+1\", \"extra\": {\"n\": 1}}]} | contacts[0].extra.n: 1 (expected: text)",
      "{\"contacts\": [{\"msisdn\": \"+1\", \"key\": \"k\"}]} | contacts[0].key: k (expected: 32 hexadecimal digits",
      "{\"contacts\": [{\"msisdn\": \"+1\", \"created_at\": \"now\"}]} | contacts[0].created_at: now (expected: UTC time",
      "{\"groups\": [{\"query\": \"a\"}]} | groups[0].name: missing (expected: text)",
      "{\"kv\": []} | kv: [] (expected: an object)",
      "{\"optouts\": [{\"address_type\": \"msisdn\"}]} | optouts[0].address_value: missing (expected: text)"})
  void namesThePlaceThatIsWrong(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidFieldException.class).message().startsWith(message);
  }

  @Test
  void saysInWhichLineItIsNotJson() {
    assertThatThrownBy(() -> Json.object("--fixtures", "{\n \"kv\": }"))
        .hasMessage("--fixtures: line 2 (expected: a JSON object)");
    assertThatThrownBy(() -> Json.object("--config", "[]")).hasMessageEndingWith("(expected: a JSON object)");
    assertThatThrownBy(() -> Json.object("--config", "null")).hasMessageEndingWith("(expected: a JSON object)");
  }

  private Fixtures read(String json) {
    return reader.read(Json.object("--fixtures", json));
  }
}
