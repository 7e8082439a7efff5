package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.OperatorClient.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tenants read of operators' words. */
class ReasonsTest {
  private final Reasons reasons = new Reasons(Map.of("token", "12:a/b", "secret", "correct-horse"));

  @Test
  void keepsSecretsOutHoweverTheyAreWritten() {
    assertThat(reasons.of("no bot12:a/b or bot12%3Aa%2Fb at ?secret=correct-horse"))
        .isEqualTo("no bot(token) or bot(token) at ?secret=(secret)");
    assertThat(reasons.toString()).contains("token").doesNotContain("12:a/b", "correct-horse");
  }

  @Test
  void keepsOutOneThatIsPartOfAnother() {
    assertThat(new Reasons(Map.of("key", "abc", "password", "abcdef")).of("abcdef, abc"))
        .isEqualTo("(password), (key)");
  }

  @Test
  void isOneShortLine() {
    assertThat(reasons.of("a\r\nb" + "c".repeat(300))).startsWith("a bc").hasSize(200);
  }

  @Test
  void beginsWithTheStatus() {
    assertThat(reasons.of(new Response(502, Map.of(), "bad gateway"))).isEqualTo("502: bad gateway");
    assertThat(reasons.of(new Response(502, Map.of(), " \n"))).isEqualTo("502");
  }
}
