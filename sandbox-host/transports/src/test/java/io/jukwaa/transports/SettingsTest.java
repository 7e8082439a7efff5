package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels are refused when they are configured, by the name of the setting. */
class SettingsTest {
  private static final Map<String, String> CUSTOM = Map.of("map", "custom", "field-session", "s", "field-from", "f",
      "field-to", "t", "field-input", "i");

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
      "within; 0", "within; 61", "within; soon", "within; 99999999999", "session; -1", "characters; 0", "map; nokia",
      "colour; red", "secret; short", "public-url; ftp://x", "public-url; https://x/y", "unknown-session; maybe",
      "request; xml", "input; both", "reply-ask; hello", "reply-ask; {content} {password}", "login; a=%zz",
      "field-to; ``"})
  void refusesAWrongSetting(String name, String value) {
    Map<String, String> settings = new LinkedHashMap<>(CUSTOM);
    settings.put(name, value);

    assertThatThrownBy(() -> check("ussd-http", settings)).isInstanceOf(InvalidFieldException.class)
        .hasMessageMatching("(?s)(" + name + "|a): .*\\(expected: .*\\)");
  }

  @ParameterizedTest
  @CsvSource({"map", "field-session", "field-from", "field-to", "field-input"})
  void refusesAMapThatLacksAField(String name) {
    Map<String, String> settings = new LinkedHashMap<>(CUSTOM);
    settings.remove(name);

    assertThatThrownBy(() -> check("ussd-http", settings)).hasMessageStartingWith(name + ": missing (expected: ");
  }

  @Test
  void refusesAReplyThatIsNotJsonAsItsTypeSays() {
    Map<String, String> settings = new LinkedHashMap<>(CUSTOM);
    settings.putAll(Map.of("reply-type", "application/json", "reply-ask", "CON {content}"));

    assertThatThrownBy(() -> check("ussd-http", settings))
        .hasMessage("reply-ask: CON {content} (expected: JSON)");
  }

  @Test
  void asksForOurAddressWhereAMapHandsItOut() {
    assertThatThrownBy(() -> check("ussd-http", Map.of("map", "aat"))).hasMessageStartingWith("public-url: missing");
  }

  @Test
  void refusesAnUnknownTransport() {
    assertThatThrownBy(() -> check("fax", Map.of()))
        .hasMessage("transport: fax (expected: one of ussd-http, json, africastalking-sms)");
  }

  @Test
  void acceptsWhatIsComplete() {
    check("ussd-http", CUSTOM);
    check("json", Map.of());
    check("json", Map.of("within", "30", "secret", "correct-horse"));
  }

  @Test
  void describesEverySetting() {
    assertThat(Transports.builtIn().all()).allSatisfy(transport -> assertThat(transport.settings())
        .allSatisfy(setting -> assertThat(setting.help()).endsWith(".")));
  }

  private static void check(String transport, Map<String, String> settings) {
    Transports.builtIn().check(new Channel("c", "tenant", "app", transport, settings, Channel.DEFAULT_APOLOGY));
  }
}
