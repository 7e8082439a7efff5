package io.jukwaa.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.Outbox;
import io.jukwaa.transports.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Instant NOW = Instant.parse("2026-11-30T09:30:00Z");
  private static final Channel CHANNEL = new Channel("mtn", "acme", "clinic", "smpp", Map.of(), "Sorry");
  private static final Thresholds THRESHOLDS = new Thresholds(Duration.ofMinutes(15), 20, 50, Duration.ofHours(6));

  private final Map<Sight, Mark> last = new EnumMap<>(Sight.class);
  private final Map<Sight, Long> hour = new EnumMap<>(Sight.class);
  private final Map<Sight, Long> day = new EnumMap<>(Sight.class);
  private final Map<Sight, Long> settled = new EnumMap<>(Sight.class);
  private final List<Line> lines = new ArrayList<>();
  private Outbox.Backlog backlog = new Outbox.Backlog(0, null);

  private List<Finding> findings() {
    return new Diagnosis(THRESHOLDS, new Pace(10, 10, Duration.ofHours(24)), true)
        .of(new Observed(CHANNEL, NOW, last, hour, day, settled, lines, backlog));
  }

  private void was(Sight sight, int secondsAgo, String text) {
    last.put(sight, new Mark(NOW.minusSeconds(secondsAgo), text));
  }

  private void line(String name, boolean open, int sinceSeconds, String trouble, int seenSecondsAgo) {
    lines.add(new Line("h1", name, open, NOW.minusSeconds(sinceSeconds), trouble, NOW.minusSeconds(seenSecondsAgo)));
  }

  private static Finding of(Rule rule, Side side, boolean down, int secondsAgo, String text) {
    return new Finding(rule, side, down, NOW.minusSeconds(secondsAgo), text);
  }

  @Test
  void findsNothingInAChannelThatNobodyUsedYet() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void findsNothingInOneThatWorks() {
    line("transceiver 1", true, 90_000, "", 2);
    was(Sight.IN, 30, "");
    was(Sight.ANSWERED, 30, "");
    was(Sight.TAKEN, 29, "");
    was(Sight.STOPPED, 4_000, "ESME_RTHROTTLED");
    was(Sight.APP_FAILED, 1_000, "TypeError");
    hour.put(Sight.TAKEN, 100L);
    hour.put(Sight.REFUSED, 19L);
    settled.put(Sight.TAKEN, 1_000L);
    day.put(Sight.DELIVERED, 400L);
    day.put(Sight.UNDELIVERED, 100L);
    backlog = new Outbox.Backlog(3, NOW.minusSeconds(899));
    assertThat(findings()).isEmpty();
  }

  @Test
  void saysThatTheOperatorDoesNotLetUsIn() {
    line("transceiver 1", false, 300, "invalid password", 2);
    line("transceiver 2", false, 200, "no connection", 2);
    assertThat(findings()).containsExactly(
        of(Rule.CONNECTION, Side.OPERATOR, true, 300, "not connected: invalid password"));
  }

  @Test
  void saysThatSomeConnectionsAreMissing() {
    line("transmitter 1", true, 900, "", 2);
    line("receiver 2", false, 200, "bind refused", 2);
    assertThat(findings()).containsExactly(
        of(Rule.CONNECTION, Side.OPERATOR, false, 200, "1 of 2 connections are not there: bind refused"));
  }

  @Test
  void saysThatNoHostServesAChannel() {
    line("transceiver 1", true, 90_000, "", 31);
    assertThat(findings()).containsExactly(
        of(Rule.CONNECTION, Side.US, true, 31, "no host of this installation has it open"));
  }

  @Test
  void takesNoNoticeOfHostsThatAreGone() {
    line("transceiver 1", false, 90_000, "the host stopped", 60);
    line("transceiver 1", true, 10, "", 1);
    assertThat(findings()).isEmpty();
  }

  @Test
  void seesAConnectionThatDoesNotHold() {
    line("transceiver 1", true, 10, "", 1);
    was(Sight.CONNECTED, 10, "transceiver 1");
    was(Sight.DISCONNECTED, 15, "transceiver 1: the connection ended");
    hour.put(Sight.CONNECTED, 5L);
    assertThat(findings()).isEmpty();
    hour.put(Sight.CONNECTED, 6L);
    assertThat(findings()).containsExactly(of(Rule.CONNECTION, Side.OPERATOR, false, 3_600, "the connection was made"
        + " anew 6 times within the last hours; it ended last with transceiver 1: the connection ended"));
  }

  @Test
  void givesTheOperatorsWordsWhenItTakesNothing() {
    was(Sight.TAKEN, 700, "");
    was(Sight.STOPPED, 600, "the first reason");
    was(Sight.UNAVAILABLE, 5, "InsufficientBalance");
    backlog = new Outbox.Backlog(9, NOW.minusSeconds(7_000));
    assertThat(findings()).containsExactly(
        of(Rule.SUBMISSION, Side.OPERATOR, true, 600, "takes no message: InsufficientBalance"));
  }

  /** That host saw the beginning long ago, and then another one had the channel. */
  @Test
  void seesThatTheOperatorTakesNothingFromAHostThatTookOverAgain() {
    was(Sight.STOPPED, 900, "503");
    was(Sight.TAKEN, 700, "");
    was(Sight.UNAVAILABLE, 5, "503");
    assertThat(findings()).containsExactly(of(Rule.SUBMISSION, Side.OPERATOR, true, 700, "takes no message: 503"));
  }

  @Test
  void takesARefusalForASignOfLife() {
    was(Sight.STOPPED, 900, "503");
    was(Sight.UNAVAILABLE, 600, "503");
    was(Sight.REFUSED, 500, "ESME_RINVDSTADR");
    assertThat(findings()).isEmpty();
  }

  @Test
  void seesRequestsThatAreTurnedAway() {
    was(Sight.IN, 4_000, "");
    was(Sight.TURNED_AWAY, 60, "secret is not as expected (403)");
    hour.put(Sight.TURNED_AWAY, 2L);
    assertThat(findings()).containsExactly(of(Rule.REQUESTS, Side.US, false, 60,
        "2 requests were turned away, and nothing else came since, the last as secret is not as expected (403)"));
    was(Sight.TURNED_AWAY, 901, "secret is not as expected (403)");
    assertThat(findings()).isEmpty();
  }

  @Test
  void blamesAnAppThatFails() {
    was(Sight.ANSWERED, 100, "");
    was(Sight.APP_FAILED, 60, "TypeError: x is undefined");
    hour.put(Sight.ANSWERED, 99L);
    hour.put(Sight.APP_FAILED, 1L);
    assertThat(findings()).containsExactly(of(Rule.APP, Side.US, true, 60,
        "the app fails: 1 of 100 messages; the last: TypeError: x is undefined"));
    was(Sight.ANSWERED, 50, "");
    assertThat(findings()).as("one of a hundred").isEmpty();
    hour.put(Sight.APP_FAILED, 25L);
    assertThat(findings()).containsExactly(of(Rule.APP, Side.US, false, 60,
        "the app fails: 25 of 124 messages; the last: TypeError: x is undefined"));
  }

  @Test
  void blamesAnAppThatIsLate() {
    was(Sight.APP_FAILED, 100, "TypeError");
    was(Sight.LATE, 60, "");
    hour.put(Sight.LATE, 3L);
    assertThat(findings()).containsExactly(
        of(Rule.APP, Side.US, true, 60, "the app is late: 3 of 3 messages had no reply in time"));
  }

  @Test
  void seesThatTheOperatorRefusesMany() {
    was(Sight.REFUSED, 60, "ESME_RINVDSTADR");
    hour.put(Sight.REFUSED, 4L);
    assertThat(findings()).as("few").isEmpty();
    hour.put(Sight.REFUSED, 5L);
    assertThat(findings()).containsExactly(
        of(Rule.REFUSALS, Side.OPERATOR, true, 60, "refuses 5 of 5 messages; the last: ESME_RINVDSTADR"));
    hour.put(Sight.TAKEN, 20L);
    assertThat(findings()).containsExactly(
        of(Rule.REFUSALS, Side.OPERATOR, false, 60, "refuses 5 of 25 messages; the last: ESME_RINVDSTADR"));
    hour.put(Sight.TAKEN, 21L);
    assertThat(findings()).isEmpty();
  }

  @Test
  void seesAQueueThatIsTooLong() {
    was(Sight.TAKEN, 1, "");
    backlog = new Outbox.Backlog(41_000, NOW.minusSeconds(900 + 60));
    assertThat(findings()).containsExactly(of(Rule.QUEUE, Side.US, false, 60,
        "41000 messages wait, the oldest for 16 min; at most 10 leave in a second"));
  }

  @Test
  void missesReceipts() {
    settled.put(Sight.TAKEN, 19L);
    assertThat(findings()).as("few").isEmpty();
    settled.put(Sight.TAKEN, 100L);
    assertThat(findings()).containsExactly(of(Rule.RECEIPTS, Side.OPERATOR, false, 86_400,
        "0 receipts for the 100 messages of the last day; does it know where to tell them?"));
    was(Sight.DELIVERED, 7_000, "");
    day.put(Sight.DELIVERED, 40L);
    day.put(Sight.UNDELIVERED, 9L);
    assertThat(findings()).containsExactly(of(Rule.RECEIPTS, Side.OPERATOR, false, 7_000,
        "49 receipts for the 100 messages of the last day"));
    day.put(Sight.UNDELIVERED, 10L);
    assertThat(findings()).isEmpty();
  }

  @Test
  void hearsSilence() {
    was(Sight.IN, 6 * 3_600 - 1, "");
    assertThat(findings()).isEmpty();
    was(Sight.IN, 7 * 3_600, "");
    assertThat(findings()).containsExactly(
        of(Rule.SILENCE, Side.UNKNOWN, false, 3_600, "nothing came in for 7 h 0 min"));
  }

  @Test
  void putsFirstWhatSaysMost() {
    line("transceiver 1", false, 300, "invalid password", 2);
    was(Sight.STOPPED, 200, "");
    was(Sight.UNAVAILABLE, 2, "not bound: invalid password");
    was(Sight.IN, 7 * 3_600, "");
    assertThat(findings()).extracting(Finding::rule).containsExactly(Rule.CONNECTION, Rule.SUBMISSION, Rule.SILENCE);
  }
}
