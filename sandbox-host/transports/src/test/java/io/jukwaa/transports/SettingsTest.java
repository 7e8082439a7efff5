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
  private static final Map<String, String> SIGNED = Map.of("account-sid", "AC1", "auth-token", "token-0123456789",
      "from", "+254711000222", "public-url", "https://sms.example.org");
  private static final Map<String, String> BOT = Map.of("bot-token", "123456:AA-b_c", "secret", "correct-horse");
  private static final Map<String, String> SUBSCRIBED = Map.of("api-key", "key-0123456789", "service-code", "321123");
  private static final Map<String, String> SENDSMS_USER = Map.of("username", "clinic", "password", "p&%+");
  private static final Map<String, String> ACCOUNT = Map.of("username", "clinic", "api-key", "key-0123456789");

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

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
      "url; api.example.org/messaging", "url; /messaging", "url; ftp://example.org", "url; https://",
      "url; https://a b",
      "url; https://user:word@example.org", "url; http://example.org:99999", "url; https://example.org/#part",
      "url; HTTPS://example.org", "url; http://example.org:0",
      "username; a b", "username; ``", "api-key; ``", "api-key; two words", "api-key; clé", "from; ``",
      "messages-per-second; 0", "messages-at-once; 1001", "expire-after; 169", "secret; short", "keyword; sale"})
  void refusesAWrongSettingOfAnAccount(String name, String value) {
    Map<String, String> settings = new LinkedHashMap<>(ACCOUNT);
    settings.put(name, value);

    assertThatThrownBy(() -> check("africastalking-sms", settings)).isInstanceOf(InvalidFieldException.class)
        .hasMessageMatching("(?s)" + name + ": .*\\(expected: .*\\)");
  }

  @ParameterizedTest
  @CsvSource({"username", "api-key"})
  void refusesAnAccountThatLacksASetting(String name) {
    Map<String, String> settings = new LinkedHashMap<>(ACCOUNT);
    settings.remove(name);

    assertThatThrownBy(() -> check("africastalking-sms", settings))
        .hasMessageStartingWith(name + ": missing (expected: ");
  }

  /** Whoever reads the error need not be who knows the key. */
  @Test
  void showsNothingThatIsConfidential() {
    assertThatThrownBy(() -> check("africastalking-sms", Map.of("username", "u", "api-key", "two words")))
        .hasMessageStartingWith("api-key: not shown (expected: ");
    assertThatThrownBy(() -> check("madapi-push", Map.of("api-key", "two words", "service-code", "1")))
        .hasMessageStartingWith("api-key: not shown (expected: ");
    assertThatThrownBy(() -> check("json", Map.of("secret", "hunter2"))).hasMessageStartingWith("secret: not shown");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
      "account-sid; AC/../1", "account-sid; ``", "auth-token; two words", "api-key; SK:1", "api-secret; ``", "from; ``",
      "messaging-service-sid; MG 1", "public-url; sms.example.org", "public-url; https://sms.example.org/",
      "public-url; https://sms.example.org/jukwaa", "signature; maybe", "secret; short", "url; api.twilio.com",
      "url; https://api.twilio.com/", "url; https://api.twilio.com?a=b", "messages-per-second; 0", "keyword; sale"})
  void refusesAWrongSettingOfTwilio(String name, String value) {
    Map<String, String> settings = new LinkedHashMap<>(SIGNED);
    settings.put(name, value);

    assertThatThrownBy(() -> check("twilio", settings)).isInstanceOf(InvalidFieldException.class)
        .hasMessageMatching("(?s)" + name + ": .*\\(expected: .*\\)");
  }

  @ParameterizedTest
  @CsvSource({"account-sid", "auth-token", "from", "public-url"})
  void refusesTwilioWithoutASetting(String name) {
    Map<String, String> settings = new LinkedHashMap<>(SIGNED);
    settings.remove(name);

    assertThatThrownBy(() -> check("twilio", settings)).hasMessageStartingWith(name + ": missing (expected: a value");
  }

  /** Settings that need another: what is added, what is missed then. */
  @ParameterizedTest
  @CsvSource({"signature, off, secret: missing", "api-key, SK1, api-secret: missing", "api-secret, s, api-key: missing",
      "messaging-service-sid, MG1, messaging-service-sid: MG1"})
  void refusesHalfOfTwilio(String name, String value, String refusal) {
    Map<String, String> settings = new LinkedHashMap<>(SIGNED);
    settings.put(name, value);

    assertThatThrownBy(() -> check("twilio", settings)).hasMessageStartingWith(refusal + " (expected: ");
  }

  @Test
  void wantsTheTokenOfTwilioForSignaturesThoughAKeySends() {
    Map<String, String> settings = new LinkedHashMap<>(SIGNED);
    settings.putAll(Map.of("api-key", "SK1", "api-secret", "s"));
    settings.remove("auth-token");

    assertThatThrownBy(() -> check("twilio", settings)).hasMessageStartingWith("auth-token: missing");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
      "bot-token; abc", "bot-token; 1:a/../b", "bot-token; ``", "bot-token; 1:a?", "secret; short", "secret; two words",
      "secret; correct.horse", "bot; two words", "bot; ``", "url; api.telegram.org", "url; https://api.telegram.org/",
      "url; https://api.telegram.org?a=b", "messages-per-second; 0", "messages-at-once; 0", "expire-after; 0",
      "keyboard; on"})
  void refusesAWrongSettingOfTelegram(String name, String value) {
    Map<String, String> settings = new LinkedHashMap<>(BOT);
    settings.put(name, value);

    assertThatThrownBy(() -> check("telegram", settings)).isInstanceOf(InvalidFieldException.class)
        .hasMessageMatching("(?s)" + name + ": .*\\(expected: .*\\)");
  }

  @ParameterizedTest
  @CsvSource({"bot-token", "secret"})
  void refusesTelegramWithoutASetting(String name) {
    Map<String, String> settings = new LinkedHashMap<>(BOT);
    settings.remove(name);

    assertThatThrownBy(() -> check("telegram", settings)).hasMessageStartingWith(name + ": missing (expected: a value");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
      "url; 127.0.0.1:13013/cgi-bin/sendsms", "url; http://127.0.0.1:13013/cgi-bin/sendsms?smsc=a",
      "url; http://127.0.0.1:13013/", "url; http://u:p@127.0.0.1:13013/cgi-bin/sendsms", "username; a b",
      "username; ``", "password; two words", "password; ``", "from; ``", "smsc; two words", "account; ``",
      "priority; 4", "priority; high", "validity; 0", "validity; 100001", "public-url; sms.example.org",
      "public-url; https://sms.example.org/", "secret; short", "messages-per-second; 0", "messages-at-once; 0",
      "expire-after; 0", "dlr-mask; 31"})
  void refusesAWrongSettingOfKannel(String name, String value) {
    Map<String, String> settings = new LinkedHashMap<>(SENDSMS_USER);
    settings.put(name, value);

    assertThatThrownBy(() -> check("kannel", settings)).isInstanceOf(InvalidFieldException.class)
        .hasMessageMatching("(?s)" + name + ": .*\\(expected: .*\\)");
  }

  @ParameterizedTest
  @CsvSource({"username", "password"})
  void refusesKannelWithoutASetting(String name) {
    Map<String, String> settings = new LinkedHashMap<>(SENDSMS_USER);
    settings.remove(name);

    assertThatThrownBy(() -> check("kannel", settings)).hasMessageStartingWith(name + ": missing (expected: a value");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
      "api-key; two words", "api-key; ``", "api-key; clé", "service-code; ``", "service-code; 321 123",
      "service-code; vote", "url; api.mtn.com/v1", "url; https://api.mtn.com/v1/", "url; https://api.mtn.com/v1?a=b",
      "messages-per-second; 0", "messages-at-once; 0", "expire-after; 0", "secret; correct-horse"})
  void refusesAWrongSettingOfMadapi(String name, String value) {
    Map<String, String> settings = new LinkedHashMap<>(SUBSCRIBED);
    settings.put(name, value);

    assertThatThrownBy(() -> check("madapi-push", settings)).isInstanceOf(InvalidFieldException.class)
        .hasMessageMatching("(?s)" + name + ": .*\\(expected: .*\\)");
  }

  @ParameterizedTest
  @CsvSource({"api-key", "service-code"})
  void refusesMadapiWithoutASetting(String name) {
    Map<String, String> settings = new LinkedHashMap<>(SUBSCRIBED);
    settings.remove(name);

    assertThatThrownBy(() -> check("madapi-push", settings))
        .hasMessageStartingWith(name + ": missing (expected: a value");
  }

  @Test
  void refusesAnUnknownTransport() {
    assertThatThrownBy(() -> check("fax", Map.of()))
        .hasMessage("transport: fax (expected: one of " + String.join(", ", Transports.builtIn().names()) + ")");
  }

  @Test
  void acceptsWhatIsComplete() {
    check("ussd-http", CUSTOM);
    check("json", Map.of());
    check("json", Map.of("within", "30", "secret", "correct-horse"));
    check("africastalking-sms", ACCOUNT);
    check("africastalking-sms", Map.of("username", "sandbox", "api-key", "k", "from", "CLINIC & Co", "url",
        "https://api.sandbox.africastalking.com/version1/messaging", "messages-per-second", "50"));
    check("twilio", SIGNED);
    check("twilio", Map.of("account-sid", "AC1", "api-key", "SK1", "api-secret", "s", "messaging-service-sid", "MG1",
        "signature", "off", "secret", "correct-horse"));
    check("telegram", BOT);
    check("telegram", Map.of("bot-token", "123456:AA-b_c", "secret", "correct_horse", "bot", "clinic_bot", "url",
        "http://127.0.0.1:8081"));
    check("ussd-http", Map.of("map", "nalo", "login", "USERID=NALOTest", "secret", "correct-horse"));
    check("ussd-http", Map.of("map", "madapi", "secret", "correct-horse"));
    check("madapi-push", SUBSCRIBED);
    check("madapi-push", Map.of("api-key", "k", "service-code", "*1234*356#", "url", "http://127.0.0.1:8081"));
    check("kannel", SENDSMS_USER);
    check("kannel", Map.of("username", "clinic", "password", "p", "from", "CLINIC & Co", "smsc", "safaricom", "account",
        "a", "priority", "0", "validity", "1440", "public-url", "http://10.0.0.1:8080", "secret", "correct-horse"));
  }

  @Test
  void describesEverySetting() {
    assertThat(Transports.builtIn().all()).allSatisfy(transport -> assertThat(transport.settings().schema())
        .allSatisfy(setting -> assertThat(setting.help()).endsWith(".")));
  }

  private static void check(String transport, Map<String, String> settings) {
    Transports.builtIn().check(new Channel("c", "tenant", "app", transport, settings, Channel.DEFAULT_APOLOGY));
  }
}
