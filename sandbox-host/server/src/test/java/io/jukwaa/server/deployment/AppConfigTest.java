package io.jukwaa.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppConfigTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"endpoints\": {\"sms\": {}, \"default\": {}}} | sms",
      "{\"endpoints\": {\"b\": 1, \"a\": null}, \"sms_tag\": [\"pool\", \"tag\"]} | a,b,pool:tag",
      "{\"sms_tag\": [\"pool\", \"tag\", \"more\"]} | ``", "{\"sms_tag\": [\"pool\", 1]} | ``",
      "{\"sms_tag\": \"pool\"} | ``", "{\"endpoints\": [\"sms\"]} | ``"})
  void findsEndpoints(String config, String endpoints) {
    List<String> expected = endpoints.isEmpty() ? List.of() : List.of(endpoints.split(","));
    assertThat(AppConfig.of(Map.of("config", config)).endpoints()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "\"text\"", "7"})
  void takesTextThatIsNoObjectForNothing(String config) {
    assertThat(AppConfig.of(Map.of("config", config))).isEqualTo(new AppConfig(java.util.Set.of(), false));
  }

  @Test
  void processesEventsOnlyWhenTold() {
    assertThat(AppConfig.of(Map.of("config", "{\"process_events\": true}")).processEvents()).isTrue();
    assertThat(AppConfig.of(Map.of("config", "{\"process_events\": false}")).processEvents()).isFalse();
    assertThat(AppConfig.of(Map.of()).processEvents()).isFalse();
  }
}
