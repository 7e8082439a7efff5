package io.jukwaa.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.routing.Decision.Destination;
import io.jukwaa.server.routing.Decision.Position;
import io.jukwaa.server.routing.Decision.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkTest {
  private static final String NOBODY = "+254711000001";
  private static final String NURSE = "+254722000001";
  private static final Walk.Members NURSES = (tenant, address, group) -> tenant.equals("acme")
      && address.equals(NURSE) && group.equals("Nurses");

  /** What is written, where its user was, and where it goes by which rules. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "poll              | nowhere    | app vote   | words kura, poll",
      "POLL please       | nowhere    | app vote   | words kura, poll",
      "Ｋｕｒａ!           | nowhere    | app vote   | words kura, poll",
      "polling           | nowhere    | unclaimed  | otherwise, otherwise, nothing claims it",
      "Stock 12          | nowhere    | app stock  | pattern ^stock \\d+",
      "my stock 12       | nowhere    | unclaimed  | otherwise, otherwise, nothing claims it",
      "3                 | app vote   | app vote   | goes on",
      "3                 | app gone   | unclaimed  | otherwise, otherwise, nothing claims it",
      "stock 3           | app vote   | app stock  | pattern ^stock \\d+",
      "menu              | app vote   | screen shop | words menu, screen",
      "menu              | nowhere    | screen shop | words menu, screen",
      "2                 | menu shop  | app vote, fresh | choice Poll",
      "٢                 | menu shop  | app vote, fresh | choice Poll",
      "2.                | menu shop  | app vote, fresh | choice Poll",
      "poll              | menu shop  | app vote, fresh | choice Poll",
      "9                 | menu shop  | unclaimed  | otherwise, otherwise, nothing claims it",
      "stop              | app vote   | opts out   | text stop",
      "  STOP. !         | menu shop  | opts out   | text stop",
      "stop it           | app vote   | app vote   | goes on",
      "Acha              | nowhere    | opts out   | text acha",
      "Start             | nowhere    | opts in    | text start"})
  void leadsTexts(String content, String before, String where, String rules) throws Exception {
    Decision decision = decide("texts", message(NOBODY, content, null), before);
    assertThat(where(decision)).isEqualTo(where);
    assertThat(rules(decision)).isEqualTo(decision.path().getFirst().at().startsWith("channel")
        ? "endpoint default, " + rules
        : rules);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', value = {
      "new    | -     | nowhere    | screen code",
      "new    | -     | app vote   | screen code",
      "new    | stop  | nowhere    | screen code",
      "resume | 2     | menu code  | app vote, fresh",
      "resume | Poll  | menu code  | app vote, fresh",
      "resume | 3     | menu code  | screen more",
      "resume | 2     | menu more  | screen code",
      "resume | 4     | menu code  | screen code",
      "resume | -     | menu code  | screen code",
      "resume | 1     | app vote   | app vote",
      "resume | stop  | app vote   | app vote",
      "resume | 1     | app gone   | screen code",
      "resume | 1     | nowhere    | screen code",
      "resume | 1     | menu gone  | screen code",
      "close  | -     | app vote   | app vote",
      "close  | -     | menu code  | screen code"})
  void leadsSessions(String session, @Nullable String content, String before, String where) throws Exception {
    assertThat(where(decide("ussd", message(NOBODY, content, session), before))).isEqualTo(where);
  }

  @Test
  void showsTheScreenAndWhatWasWrong() throws Exception {
    assertThat(decide("ussd", message(NOBODY, null, "new"), "nowhere").destination())
        .isEqualTo(new Destination.Said("Welcome\n1. Clinic\n2. Poll\n3. More", false));
    assertThat(decide("ussd", message(NOBODY, "7", "resume"), "menu code").destination())
        .isEqualTo(new Destination.Said("Please choose a number.\nWelcome\n1. Clinic\n2. Poll\n3. More", false));
  }

  @Test
  void leadsByGroupAndByAddress() throws Exception {
    assertThat(where(decide("texts", message(NURSE, "hello", null), "nowhere"))).isEqualTo("app nurses");
    Decision dialled = decide("texts", message(NOBODY, "x", null).with("to_addr", "*120*5#"), "nowhere");
    assertThat(where(dialled)).isEqualTo("app vote");
    assertThat(dialled.path()).contains(new Step("address numbers", "to \\*120\\*.*", "vote"));
    assertThat(where(decide("texts", message("+44700000001", "x", null), "nowhere"))).isEqualTo("unclaimed");
  }

  /** Who gets the next release at 30 % gets it at 31 % and 100 % too; testers get it in any case. */
  @Test
  void splitsBetweenReleases() throws Exception {
    assertThat(picked(0)).isZero();
    assertThat(picked(30)).isBetween(250L, 350L);
    assertThat(picked(100)).isEqualTo(1000);
    assertThat(where(decide("texts", message("+255700000009", "x", null), "nowhere"))).isEqualTo("app clinic-next");
    Router.Split thirty = split(30);
    Router.Split more = split(60);
    assertThat(IntStream.range(0, 1000).mapToObj(WalkTest::address).filter(each -> thirty.isPicked("release", each)))
        .isNotEmpty().allMatch(each -> more.isPicked("release", each));
    assertThat(IntStream.range(0, 1000).mapToObj(WalkTest::address).filter(each -> thirty.isPicked("release", each))
        .filter(each -> thirty.isPicked("another", each)).count()).isBetween(60L, 120L);
  }

  @Test
  void leadsAChannelWithoutRoutingToItsApp() throws Exception {
    assertThat(where(decide("other", message(NOBODY, "poll", null), "nowhere"))).isEqualTo("app own");
    assertThat(where(new Walk(TableFixture.table("{}"), new Question(channel("x", ""), message(NOBODY, "a", "new"),
        new Position.Nowhere()), NURSES, "Not here.").decision())).isEqualTo("says Not here.");
    assertThat(where(new Walk(TableFixture.table("{}"), new Question(channel("x", ""), message(NOBODY, "a", null),
        new Position.Nowhere()), NURSES, "Not here.").decision())).isEqualTo("says null");
  }

  @Test
  void remembersOnlyWhatIsOfUse() throws Exception {
    assertThat(decide("texts", message(NOBODY, "poll", null), "nowhere").remember()).isEqualTo(Duration.ofHours(1));
    assertThat(decide("texts", message(NOBODY, "stop", null), "nowhere").remember()).isEqualTo(Duration.ZERO);
    assertThat(decide("texts", message(NOBODY, "xyz", null), "nowhere").remember()).isEqualTo(Duration.ZERO);
  }

  private static long picked(int percent) throws Exception {
    Table table = table(percent);
    return IntStream.range(0, 1000).filter(i -> where(new Walk(table, new Question(channel("texts", ""),
        message(address(i), "x", null), new Position.Nowhere()), NURSES, "").decision()).equals("app clinic-next"))
        .count();
  }

  private static Table table(int percent) throws Exception {
    return TableFixture.table(TableFixture.WHOLE.replace("percent: 30", "percent: " + percent));
  }

  private static Router.Split split(int percent) throws Exception {
    return (Router.Split) Objects.requireNonNull(table(percent).routers().get("release"));
  }

  private static String address(int i) {
    return "+25570" + (1_000_000 + i);
  }

  private static Decision decide(String channel, UserMessage message, String before) throws Exception {
    return new Walk(TableFixture.table(TableFixture.WHOLE), new Question(channel(channel, "own"), message,
        Position.of(before)), NURSES, "").decision();
  }

  private static Channel channel(String key, String app) {
    return new Channel(key, "acme", app, "loopback", Map.of(), "");
  }

  private static UserMessage message(String from, @Nullable String content, @Nullable String session) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("from_addr", from);
    fields.put("content", content);
    fields.put("session_event", session);
    return UserMessage.of(fields, new Stamp("m", Instant.EPOCH));
  }

  private static String where(Decision decision) {
    return switch (decision.destination()) {
      case Destination.ToApp to -> "app " + to.app() + (to.fresh() ? ", fresh" : "");
      case Destination.Said said when !said.ends() -> "screen " + decision.path().getLast().to();
      case Destination.Said said when "We do not know what you mean.".equals(said.text()) -> "unclaimed";
      case Destination.Said said -> "says " + said.text();
      case Destination.Opting opting -> "opts " + (opting.out() ? "out" : "in");
    };
  }

  private static String rules(Decision decision) {
    return decision.path().stream().map(Step::rule).collect(Collectors.joining(", "));
  }
}
