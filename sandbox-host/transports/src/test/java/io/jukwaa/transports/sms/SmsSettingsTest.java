package io.jukwaa.transports.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsSettingsTest {
  private static final Map<String, String> OWN = Map.of("map", "custom-sms", "field-id", "id", "field-from", "from",
      "field-to", "to", "field-text", "text", "url", "https://gateway.example.org/send", "send",
      "to={to}&text={text}&from={from?}");

  @Test
  void takesAMapAndWhatAChannelSays() {
    check(OWN);
    check(Map.of("map", "jasmin", "username", "u", "password", "p"));
    check(Map.of("map", "cellulant-sms", "username", "u", "password", "p", "from", "1", "url", "http://x/"));
    assertThat(SmsSettings.of(channel(OWN)).account()).asString().doesNotContain("token");
  }

  /** Everything before the first message, and each by the name of its setting. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "map | | map: missing (expected: one of jasmin, cellulant-sms, custom-sms)",
      "map | kannel | map: kannel (expected: one of jasmin,",
      "field-id | | field-id: missing (expected: a value, as this map needs it)",
      "field-to | | from: missing (expected: a value, as this map needs it)",
      "send | | send: missing (expected: a value, as this map needs it)",
      "url | | url: missing (expected: a value, as this map needs it)",
      "url | ftp://x | url: ftp://x (expected: an absolute URL",
      "send | to={to}&text={txt} | send: {txt} (expected: {to} {from} {text}",
      "send | to={to}&text={text}&from={from} | send: {from} (expected: from, or {from?})",
      "send | to={to}&text={text}&key={token} | send: {token} (expected: token, or {token?})",
      "send | to={to}&text={hex} | send: {hex} (expected: {hex?}, as not every text has one)",
      "send | to={to}&text={text}&back={receipt-url} | send: {receipt-url} (expected: public-url, or {receipt-url?})",
      "send | to={to}&to={from?} | send: not shown (expected: name=template&name=template, each name once",
      "send-as | json | send: not shown (expected: JSON)",
      "headers | X-Key {token} | headers: line 1 (expected: Name: template)",
      "headers | X-Key: {basic} | headers: {basic} (expected: username and password)",
      "accepted | (ok | accepted: (ok (expected: a regular expression as RE2 has it)",
      "receipt-id | ref | receipt-delivered: missing (expected: a value, as this map needs it)",
      "messages-per-second | 0 | messages-per-second: 0 (expected: a whole number"})
  void namesWhatIsWrong(String setting, String value, String message) {
    Map<String, String> settings = new LinkedHashMap<>(OWN);
    if (value == null) {
      settings.remove(setting);
    } else {
      settings.put(setting, value);
    }
    assertThatThrownBy(() -> check(settings)).isInstanceOf(InvalidFieldException.class).message().startsWith(message);
  }

  @Test
  void letsAValueStandForOneThing() {
    Map<String, String> settings = new LinkedHashMap<>(OWN);
    settings.putAll(Map.of("receipt-id", "ref", "receipt-status", "code", "receipt-delivered", "1, 2",
        "receipt-pending", "2"));
    assertThatThrownBy(() -> check(settings)).hasMessage("receipt-pending: 2 (expected: a value that stands for one"
        + " thing)");
  }

  private static void check(Map<String, String> settings) {
    new SmsTransport().check(channel(settings));
  }

  private static Channel channel(Map<String, String> settings) {
    return new Channel("sms", "acme", "clinic", "sms-http", settings, Channel.DEFAULT_APOLOGY);
  }
}
