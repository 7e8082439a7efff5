package io.jukwaa.server.alerts;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.Lease;
import io.jukwaa.server.status.ChannelReport;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.server.status.Finding;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what is wrong with channels. One host at a time looks; what was told is kept with the channel, so that
 * another does not tell it again. At least once: a host that dies at the wrong moment leaves a notice to be told twice.
 *
 * <p>A trouble is told when it has lasted for a while, again when it goes on, and when it has been over for a while: what
 * comes and goes is one trouble. A notice that does not arrive is brought again, less and less often.
 */
public final class Alerts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  /** No app has this key. */
  private static final String LOCK = "alerts/";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LAST_NOTICE = Duration.ofSeconds(5);

  private final ChannelReports reports;
  private final Place place;
  private final Timing timing;
  private final Function<Channel, List<Courier>> couriers;
  private final Map<String, Pause> pauses = new HashMap<>();
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
      Thread.ofVirtual().name("alerts").factory());

  /** Where it is kept what was told, and who tells. */
  public record Place(ChannelStatusStore store, UserLocks locks, InstantSource clock) {}

  /**
   * When something is told.
   *
   * @param after how long a trouble must have lasted, and be over
   * @param again how long after it was told it is told again
   */
  record Timing(Duration after, Duration again) {}

  /** When a courier that failed is asked again. */
  private record Pause(Duration length, Instant until) {}

  /** Alerts as a plan says. */
  public static Alerts of(AlertPlan plan, ChannelReports reports, Place place, Couriers couriers) {
    return new Alerts(reports, place, new Timing(plan.settings().after(), plan.settings().again()), couriers::of);
  }

  /** @param couriers of a channel, each with a name of its own */
  Alerts(ChannelReports reports, Place place, Timing timing, Function<Channel, List<Courier>> couriers) {
    this.reports = reports;
    this.place = place;
    this.timing = timing;
    this.couriers = couriers;
  }

  /** Looks from now on, each ten seconds, or more often if trouble is to be told earlier. */
  public void start() {
    long millis = Math.min(BETWEEN_LOOKS.toMillis(), timing.after().toMillis());
    var _ = looks.scheduleWithFixedDelay(this::lookIfPossible, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(LAST_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
        looks.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookIfPossible() {
    try {
      look();
    } catch (StoreException e) {
      LOG.debug("channels are not looked at for alerts: {}", e.getMessage());
    } catch (RuntimeException e) { // it would not be looked any more
      LOG.error("channels are not looked at for alerts", e);
    }
  }

  /** One look at all channels, if no other host looks. */
  void look() {
    Lease lease = place.locks().acquire(LOCK, "all", Duration.ZERO);
    if (lease == null) {
      return;
    }
    try {
      for (Channel channel : reports.channels()) {
        List<Courier> all = couriers.apply(channel);
        if (!all.isEmpty()) {
          look(reports.of(channel.key()), all);
        }
      }
    } finally {
      place.locks().release(lease);
    }
  }

  private void look(ChannelReport report, List<Courier> all) {
    Map<String, Told> known = Told.of(place.store(), report.channel(), place.clock().instant());
    for (Courier courier : all) {
      Map<String, Told> told = new HashMap<>();
      known.values().stream().filter(each -> each.courier().equals(courier.name()))
          .forEach(each -> told.put(each.finding().rule().key(), each));
      for (Finding finding : report.findings()) {
        found(report.channel(), courier, finding, told.remove(finding.rule().key()));
      }
      told.values().forEach(gone -> gone(report.channel(), courier, gone));
    }
  }

  private void found(Channel channel, Courier courier, Finding finding, @Nullable Told told) {
    Instant now = place.clock().instant();
    if (told == null) {
      if (!finding.since().plus(timing.after()).isAfter(now)
          && isBrought(courier, new Notice(Notice.Event.FIRING, channel, finding, now))) {
        new Told(courier.name(), finding, now, null).keep(place.store(), channel, now);
      }
    } else if (!told.at().plus(timing.again()).isAfter(now)) {
      if (isBrought(courier, new Notice(Notice.Event.REMINDER, channel, told.with(finding), now))) {
        new Told(courier.name(), told.with(finding), now, null).keep(place.store(), channel, now);
      }
    } else if (told.calmSince() != null) {
      new Told(courier.name(), told.finding(), told.at(), null).keep(place.store(), channel, now);
    }
  }

  private void gone(Channel channel, Courier courier, Told told) {
    Instant now = place.clock().instant();
    Instant calm = told.calmSince();
    if (calm == null) {
      new Told(courier.name(), told.finding(), told.at(), now).keep(place.store(), channel, now);
    } else if (!calm.plus(timing.after()).isAfter(now)
        && isBrought(courier, new Notice(Notice.Event.RESOLVED, channel, told.finding(), now))) {
      told.forget(place.store(), channel);
    }
  }

  private boolean isBrought(Courier courier, Notice notice) {
    Pause pause = pauses.get(courier.name());
    Instant now = place.clock().instant();
    if (pause != null && pause.until().isAfter(now)) {
      return false;
    }
    try {
      courier.bring(notice);
      pauses.remove(courier.name());
      LOG.info("{}: {} was told: {}", courier.name(), notice.subject(), notice.finding().text());
      return true;
    } catch (Courier.UndeliveredException e) {
      Duration doubled = pause == null ? BETWEEN_LOOKS : pause.length().multipliedBy(2);
      Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      pauses.put(courier.name(), new Pause(next, now.plus(next)));
      LOG.warn("{}: \"{}\" was not told, tried again in {} s: {}", courier.name(), notice.subject(), next.toSeconds(),
          e.getMessage());
      return false;
    }
  }
}
