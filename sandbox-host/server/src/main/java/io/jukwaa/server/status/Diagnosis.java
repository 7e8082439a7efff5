package io.jukwaa.server.status;

import static io.jukwaa.server.status.Observed.count;

import io.jukwaa.store.Outbox;
import io.jukwaa.transports.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a channel, by what is known of it and nothing else.
 *
 * @param pace of the channel; null if it does not send
 * @param receipts whether its operator says what became of messages
 */
record Diagnosis(Thresholds thresholds, @Nullable Pace pace, boolean receipts) {
  /** An app's failure of an hour ago says nothing of now. */
  private static final Duration RECENT = Duration.ofMinutes(15);
  private static final int FLAPPING = 6;
  /** Of fewer messages no share is worth telling. */
  private static final int FEW_REFUSALS = 5;
  private static final int FEW_RECEIPTS = 20;

  /** In the order of {@link Rule}. */
  List<Finding> of(Observed known) {
    Stream<Function<Observed, @Nullable Finding>> rules = Stream.of(this::connection, this::submission, this::requests,
        this::app, this::refusals, this::queue, this::receipts, this::silence);
    return rules.map(rule -> rule.apply(known)).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private @Nullable Finding connection(Observed known) {
    if (known.lines().isEmpty()) {
      return null;
    }
    List<Line> fresh = known.fresh();
    if (fresh.isEmpty()) {
      Instant last = known.lines().stream().map(Line::seen).max(Comparator.naturalOrder()).orElseThrow();
      return new Finding(Rule.CONNECTION, Side.US, true, last, "no host of this installation has it open");
    }
    List<Line> shut = fresh.stream().filter(line -> !line.open()).toList();
    if (!shut.isEmpty()) {
      Line first = shut.stream().min(Comparator.comparing(Line::since)).orElseThrow();
      boolean all = shut.size() == fresh.size();
      return new Finding(Rule.CONNECTION, Side.OPERATOR, all, first.since(), (all
          ? "not connected: "
          : shut.size() + " of " + fresh.size() + " connections are not there: ") + first.trouble());
    }
    long made = count(known.hour(), Sight.CONNECTED);
    return made < FLAPPING
        ? null
        : new Finding(Rule.CONNECTION, Side.OPERATOR, false, known.now().minus(Duration.ofHours(1)),
            "the connection was made anew " + made + " times within the last hours; it ended last with "
                + known.text(Sight.DISCONNECTED));
  }

  private @Nullable Finding submission(Observed known) {
    Instant last = known.last(Sight.UNAVAILABLE);
    if (last == null || !known.isAfter(Sight.UNAVAILABLE, Sight.TAKEN)
        || !known.isAfter(Sight.UNAVAILABLE, Sight.REFUSED)) {
      return null;
    }
    Instant answered = latest(known, Sight.TAKEN, Sight.REFUSED);
    Instant stopped = known.last(Sight.STOPPED);
    // Whoever takes over from another host sees no beginning.
    Instant since = stopped != null && (answered == null || stopped.isAfter(answered)) ? stopped : answered;
    return new Finding(Rule.SUBMISSION, Side.OPERATOR, true, since == null ? last : since,
        "takes no message: " + known.text(Sight.UNAVAILABLE));
  }

  private static @Nullable Instant latest(Observed known, Sight... sights) {
    return Stream.of(sights).map(known::last).filter(Objects::nonNull).map(Objects::requireNonNull)
        .max(Comparator.naturalOrder()).orElse(null);
  }

  private @Nullable Finding requests(Observed known) {
    Instant at = known.last(Sight.TURNED_AWAY);
    if (at == null || !isRecent(at, known)) {
      return null;
    }
    boolean all = known.isAfter(Sight.TURNED_AWAY, Sight.IN);
    long times = count(known.hour(), Sight.TURNED_AWAY);
    return new Finding(Rule.REQUESTS, Side.US, false, at, times + (times == 1 ? " request was" : " requests were")
        + " turned away" + (all ? ", and nothing else came since" : "") + ", the last as "
        + known.text(Sight.TURNED_AWAY));
  }

  private @Nullable Finding app(Observed known) {
    boolean isLate = known.isAfter(Sight.LATE, Sight.APP_FAILED);
    Instant at = known.last(isLate ? Sight.LATE : Sight.APP_FAILED);
    if (at == null || !isRecent(at, known)) {
      return null;
    }
    long bad = count(known.hour(), Sight.APP_FAILED) + count(known.hour(), Sight.LATE);
    long good = count(known.hour(), Sight.ANSWERED);
    boolean down = known.isAfter(isLate ? Sight.LATE : Sight.APP_FAILED, Sight.ANSWERED);
    if (!down && bad * 100 < thresholds.refusals() * (bad + good)) {
      return null;
    }
    return new Finding(Rule.APP, Side.US, down, at, isLate
        ? "the app is late: " + bad + " of " + (bad + good) + " messages had no reply in time"
        : "the app fails: " + bad + " of " + (bad + good) + " messages; the last: " + known.text(Sight.APP_FAILED));
  }

  private @Nullable Finding refusals(Observed known) {
    long refused = count(known.hour(), Sight.REFUSED);
    long all = refused + count(known.hour(), Sight.TAKEN);
    if (refused < FEW_REFUSALS || refused * 100 < thresholds.refusals() * all) {
      return null;
    }
    return new Finding(Rule.REFUSALS, Side.OPERATOR, refused == all, Objects.requireNonNull(
        known.last(Sight.REFUSED)),
        "refuses " + refused + " of " + all + " messages; the last: "
            + known.text(Sight.REFUSED));
  }

  private @Nullable Finding queue(Observed known) {
    Outbox.Backlog backlog = known.backlog();
    Instant oldest = backlog == null ? null : backlog.oldest();
    if (backlog == null || oldest == null || pace == null
        || oldest.plus(thresholds.queueAge()).isAfter(known.now()) || submission(known) != null) {
      return null;
    }
    return new Finding(Rule.QUEUE, Side.US, false, oldest.plus(thresholds.queueAge()), backlog.waiting()
        + " messages wait, the oldest for " + Spans.text(Duration.between(oldest, known.now()))
        + "; at most " + pace.perSecond() + " leave in a second");
  }

  private @Nullable Finding receipts(Observed known) {
    long taken = count(known.settled(), Sight.TAKEN);
    long told = count(known.day(), Sight.DELIVERED) + count(known.day(), Sight.UNDELIVERED);
    if (!receipts || taken < FEW_RECEIPTS || told * 100 >= thresholds.receipts() * taken) {
      return null;
    }
    Instant last = latest(known, Sight.DELIVERED, Sight.UNDELIVERED);
    String hint = last == null ? "; does it know where to tell them?" : "";
    return new Finding(Rule.RECEIPTS, Side.OPERATOR, false,
        last == null ? known.now().minus(Duration.ofDays(1)) : last,
        told + " receipts for the " + taken + " messages of the last day" + hint);
  }

  private @Nullable Finding silence(Observed known) {
    Instant last = known.last(Sight.IN);
    if (thresholds.silence().isZero() || last == null || last.plus(thresholds.silence()).isAfter(known.now())) {
      return null;
    }
    return new Finding(Rule.SILENCE, Side.UNKNOWN, false, last.plus(thresholds.silence()),
        "nothing came in for " + Spans.text(Duration.between(last, known.now())));
  }

  private static boolean isRecent(Instant at, Observed known) {
    return at.plus(RECENT).isAfter(known.now());
  }
}
