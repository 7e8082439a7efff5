package io.jukwaa.transports.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of Twilio's own clients: {@code RequestValidatorTest} of twilio-java, and those computed apart. */
class SignatureTest {
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final String FORM = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309"
      + "&To=%2B18005551212";
  private static final String SIGNED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  private static final String BODY = "{\"property\": \"value\", \"boolean\": true}";
  private static final String HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

  private final Signature signature = new Signature("12345");

  @Test
  void signsTheUrlAndTheFields() {
    assertThat(signature.of(URL, bytes(FORM))).contains(SIGNED);
  }

  @Test
  void signsTheUrlAloneWhereThereAreNoFields() {
    assertThat(signature.of(URL, bytes(""))).contains("zYQTYrRWXE7LtzbG4PfP7/bkkGo=");
  }

  @Test
  void sortsTheFields() {
    assertThat(signature.of(URL, bytes("To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309"
        + "&CallSid=CA1234567890ABCDE"))).contains(SIGNED);
  }

  /** Each value is signed with its name, once, in order. */
  @Test
  void sortsTheValuesOfAFieldThatComesTwice() {
    String twice = "MediaUrl=b&From=1&MediaUrl=a&MediaUrl=b";

    assertThat(signature.of(URL, bytes(twice))).isEqualTo(signature.of(URL, bytes("From=1&MediaUrl=a&MediaUrl=b")))
        .contains("EWdAf2hp4p/LlL0IQgPVxDtv0hw=").isNotEqualTo(signature.of(URL, bytes("From=1&MediaUrl=a")));
  }

  @Test
  void signsWhatTheFieldsSayNotHowTheyAreEscaped() {
    assertThat(signature.of(URL, bytes("Body=a+b%20%C3%AB"))).isEqualTo(signature.of(URL, bytes("Body=a%20b+ë")))
        .contains("iMtftPWwpGYiR92TJ6VHrZApMmQ=");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', value = {
      "https://mycompany.com:1234/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
      "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
      "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
      "http://mycompany.com/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4="})
  void knowsTheUrlWithThePortAndWithout(String url, String signed) {
    assertThat(signature.of(url, bytes(FORM))).contains(signed).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void signsTheHashOfABodyThatIsNoForm() {
    assertThat(signature.of(URL + "&bodySHA256=" + HASH, bytes(BODY))).contains("a9nBmqA0ju/hNViExpshrM61xv4=");
    assertThat(signature.of("https://mycompany.com/myapp.php?bodySHA256=" + HASH, bytes(BODY)))
        .contains("y77kIzt2vzLz71DgmJGsen2scGs=");
  }

  @Test
  void knowsNoSignatureOfABodyThatHasAnotherHash() {
    assertThat(signature.of(URL + "&bodySHA256=" + HASH, bytes(BODY + " "))).isEmpty();
    assertThat(signature.of(URL + "&bodySHA256=", bytes(""))).isEmpty();
    assertThat(signature.of(URL + "&bodySHA256=" + HASH + "0", bytes(BODY))).isEmpty();
  }

  @Test
  void takesNoOtherFieldForTheHash() {
    assertThat(signature.of(URL + "&xbodySHA256=" + HASH, bytes(FORM))).hasSize(2).doesNotContain(SIGNED);
  }

  @Test
  void refusesAFormThatCannotBeRead() {
    assertThatThrownBy(() -> signature.of(URL, bytes("Body=%zz"))).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith("Body: ");
  }

  @Test
  void dependsOnTheToken() {
    assertThat(new Signature("12346").of(URL, bytes(FORM))).doesNotContain(SIGNED);
    assertThat(signature.toString()).doesNotContain("12345");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
