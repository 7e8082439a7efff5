package io.jukwaa.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.transports.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReaderTest {
  @Test
  void readsAll() throws Exception {
    Table table = TableFixture.table(TableFixture.WHOLE);
    assertThat(table.routers()).hasSize(7);
    assertThat(table.start("legacy", "sms")).isEqualTo("front");
    assertThat(table.start("legacy", "other")).isNull();
    assertThat(table.start("texts", "any")).isEqualTo("front");
    assertThat(table.reachable("texts")).containsExactlyInAnyOrder("vote", "stock", "nurses", "clinic", "clinic-next");
    assertThat(table.reachable("ussd")).containsExactlyInAnyOrder("clinic", "vote", "stock");
    assertThat(table.outlet("clinic", "sms")).isEqualTo("texts");
    assertThat(table.outlet("clinic", "default")).isEqualTo("legacy");
    assertThat(table.outlet("vote", "sms")).isNull();
    assertThat(table.optOuts().refusesBulk()).isTrue();
    assertThat(table.remembered()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void takesNothingForNothing() throws Exception {
    assertThat(TableFixture.table("{}")).isEqualTo(new Table(7, Table.NONE.channels(), Table.NONE.routers(),
        Table.NONE.endpoints(), Table.OptOuts.NONE, null));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "texts: front | texts: fornt | routing.channels.texts: fornt (expected: a router of this routing or an app of the",
      "texts: front | text: front | routing.channels: text (expected: a channel of the same tenant)",
      "sms: front | sms: fornt | routing.channels.legacy: fornt (expected: a router",
      "type: keyword | type: keywords | routing.routers.front.type: keywords (expected: keyword, menu, group, address or",
      "type: keyword | typ: keyword | routing.routers.front.type: missing (expected: text)",
      "words: [poll, Kura], then | wrods: [poll], then | routing.routers.front.rules[0].wrods: [poll] (expected: one of",
      "words: [poll, Kura] | words: [] | routing.routers.front.rules[0].words: [] (expected: words, or a pattern, and not",
      "words: [poll, Kura] | words: ['!'] | routing.routers.front.rules[0].words: ! (expected: words of letters or digits)",
      "words: [menu] | words: [KURA] | routing.routers.front.rules[2].words: kura (expected: a single word that no earlier",
      "words: [menu] | words: [my menu] | routing.routers.front.rules[2].words: my menu (expected: a single word",
      "'^stock \\d+' | '(stock' | routing.routers.front.rules[1].pattern: (stock (expected: a regular expression as RE2",
      "'^stock \\d+' | '(a)\\1' | routing.routers.front.rules[1].pattern: (a)\\1 (expected: a regular expression as RE2",
      "then: shop} | then: nowhere} | routing.routers.front: nowhere (expected: a router",
      "otherwise: staff | otherwise: nobody | routing.routers.front: nobody (expected: a router",
      "otherwise: numbers | otherwise: front | routing.routers: front -> staff -> front (expected: routers that lead to an",
      "then: release} | then: numbers} | routing.routers: front -> staff -> numbers -> numbers (expected: routers that",
      "{label: More, then: more} | {label: More} | routing.routers.code.choices[2].then: missing (expected: text)",
      "text: Welcome | text: 欢迎来到我们的诊所服务热线请选择您需要的服务项目欢迎来到我们的诊所服务热线请选择您需要的服务项目 | routing.routers.code.choices: 9",
      "percent: 30 | percent: 101 | routing.routers.release.percent: 101 (expected: a whole number from 0 to 100)",
      "percent: 30 | percent: half | routing.routers.release.percent: half (expected: a whole number from 0)",
      "from: '\\+25570.*', then | then | routing.routers.numbers.rules[0].from: missing (expected: a pattern for from, to",
      "start: Welcome back. | stop: Welcome back. | routing.opt-out.back: stop (expected: a text that is not under words)",
      "start: Welcome back. | '...': Welcome back. | routing.opt-out.back: ... (expected: words of letters or digits)",
      "release: {type | vote: {type: group, rules: [{group: a, then: vote}]}, release: {type | routing.routers: vote",
      "clinic: {sms | clinc: {sms | routing.endpoints: clinc (expected: an app of the same tenant)",
      "{sms: texts | {mms: texts | routing.endpoints.clinic: mms (expected: default, or an endpoint that the app's config",
      "{sms: texts | {sms: text | routing.endpoints.clinic.sms: text (expected: a channel of the same tenant by which",
      "default: legacy} | default: ussd} | routing.endpoints.clinic.default: ussd (expected: a channel of the same tenant by",
      "opt-out: | optout: | routing.optout: ",
      "unclaimed: We | bulk: {} #We | routing.bulk: {} (expected: one of channels"})
  void namesWhatIsWrong(String correct, String wrong, String message) {
    assertThat(TableFixture.WHOLE).contains(correct);
    String yaml = wrong.startsWith("vote: {")
        ? TableFixture.WHOLE.replace("  release: {type",
            "  vote: {type: group, rules: [{group: a, then: stock}]}\n  release: {type")
        : TableFixture.WHOLE.replace(correct, wrong);
    assertThatThrownBy(() -> TableFixture.table(yaml)).isInstanceOf(InvalidFieldException.class)
        .message().startsWith(message);
  }

  /** What was saved is read, though everything that it names has gone since. */
  @Test
  void readsWhatNamesNothingThatIsThere() {
    Section rules = Section.of("routing", Map.of("endpoints", Map.of("clinic", Map.of("sms", "texts")), "channels",
        Map.of("texts", "clinic")));
    Table table = TableReader.read(1, rules);
    assertThat(table.outlet("clinic", "sms")).isEqualTo("texts");
    assertThat(table.start("texts", "default")).isEqualTo("clinic");
    TableCheck now = TableCheck.of("acme", List.of(), List.of(), Transports.builtIn());
    assertThatThrownBy(() -> now.check(rules)).isInstanceOf(InvalidFieldException.class);
  }

  /** Each menu waits for an answer, so nothing goes in a circle. */
  @Test
  void letsMenusLeadBack() throws Exception {
    assertThat(Objects.requireNonNull(TableFixture.table(TableFixture.WHOLE).routers().get("more")).exits())
        .contains("code");
  }
}
