package io.jukwaa.server.status;

import io.jukwaa.message.Channel;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a channel is, and why that is known. */
public final class ChannelReport {
  private static final List<Sight> ERRORS = List.of(Sight.UNAVAILABLE, Sight.REFUSED, Sight.FAILED, Sight.DISCONNECTED);

  private final Observed known;
  private final List<Finding> findings;

  ChannelReport(Observed known, List<Finding> findings) {
    this.known = known;
    this.findings = findings;
  }

  public Channel channel() {
    return known.channel();
  }

  /** What is wrong, the one that says most first; empty if nothing is. */
  public List<Finding> findings() {
    return findings;
  }

  /** {@code ok}, {@code degraded} or {@code down}. */
  public String status() {
    return findings.stream().filter(Finding::down).findFirst().or(() -> findings.stream().findFirst())
        .map(Finding::status).orElse("ok");
  }

  /** How often it happened each second, in the mean of the last one to two hours. */
  public double perSecond(Sight sight) {
    Instant from = known.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
    return (double) Observed.count(known.hour(), sight) / Duration.between(from, known.now()).toSeconds();
  }

  /** For callers; {@code docs/reference/status.md} describes it. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("channel", channel().key());
    json.put("tenant", channel().tenant());
    json.put("transport", channel().transport());
    json.put("status", status());
    json.put("findings", findings.stream().map(Finding::json).toList());
    json.put("connections", known.fresh().stream().map(Line::json).toList());
    json.put("last_connected_at", at(Sight.CONNECTED));
    json.put("last_in_at", at(Sight.IN));
    json.put("last_out_at", at(Sight.TAKEN));
    json.put("last_error", error());
    json.put("queue", queue());
    json.put("last_day", counts());
    json.put("receipts_percent", receiptRate());
    return json;
  }

  private @Nullable String at(Sight sight) {
    Instant last = known.last(sight);
    return last == null ? null : last.toString();
  }

  private @Nullable Map<String, Object> error() {
    Mark last = Stream.concat(ERRORS.stream(), Stream.of(Sight.TURNED_AWAY)).map(known.last()::get)
        .filter(Objects::nonNull).max(Comparator.comparing(Mark::at)).orElse(null);
    return last == null ? null : Map.of("at", last.at().toString(), "text", last.text());
  }

  private @Nullable Map<String, @Nullable Object> queue() {
    Outbox.Backlog backlog = known.backlog();
    if (backlog == null) {
      return null;
    }
    Instant oldest = backlog.oldest();
    Map<String, @Nullable Object> queue = new LinkedHashMap<>();
    queue.put("waiting", backlog.waiting());
    queue.put("oldest_at", oldest == null ? null : oldest.toString());
    return queue;
  }

  private Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Sight sight : Sight.values()) {
      if (sight != Sight.STOPPED) {
        counts.put(sight.key(), Observed.count(known.day(), sight));
      }
    }
    return counts;
  }

  /** Null if there are no messages of which it could be told. */
  private @Nullable Long receiptRate() {
    long taken = Observed.count(known.settled(), Sight.TAKEN);
    long told = Observed.count(known.day(), Sight.DELIVERED) + Observed.count(known.day(), Sight.UNDELIVERED);
    return taken == 0 ? null : Math.min(100, told * 100 / taken);
  }
}
