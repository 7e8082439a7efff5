package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jukwaa.stores.format.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A mark that changes with every change of what is deployed, so that a host asks for one small row now and then and not
 * for everything with each message. Thread-safe.
 */
final class DeployedVersion {
  /** A host that is busy sees a change of another after so long. */
  static final Duration BELIEVED = Duration.ofSeconds(1);
  /** Older than this it is not used before it was asked for again. */
  private static final Duration STALE = Duration.ofSeconds(3);
  private static final UUID NONE = new UUID(0, 0);
  private static final String READ = "select version from deployed_version where one = 'deployed'";
  private static final String CHANGE = "insert into deployed_version (one, version) values ('deployed', ?)";

  private final Cql cql;
  private final InstantSource clock;
  private final AtomicBoolean asking = new AtomicBoolean();
  /** Of this process: an answer to a question from before the last is of no use. */
  private final AtomicLong changes = new AtomicLong();
  private volatile Seen seen = new Seen(NONE, Instant.EPOCH);

  private record Seen(UUID version, Instant asked) {}

  DeployedVersion(Cql cql, InstantSource clock) {
    this.cql = cql;
    this.clock = clock;
  }

  /** What has been read at another version may have changed. Blocks only if nobody has asked for some seconds. */
  UUID current() {
    Instant now = clock.instant();
    Seen known = seen;
    if (now.isBefore(known.asked().plus(BELIEVED))) {
      return known.version();
    }
    long before = changes.get();
    if (!now.isBefore(known.asked().plus(STALE))) {
      saw(cql.first(READ), now, before);
    } else if (asking.compareAndSet(false, true)) {
      var _ = cql.send(READ).whenComplete((answer, failure) -> {
        asking.set(false);
        if (failure == null) {
          saw(answer.one(), now, before);
        }
      });
    }
    return seen.version();
  }

  Ticker ticker() {
    return () -> TimeUnit.MICROSECONDS.toNanos(Time.micros(clock.instant()));
  }

  /** To be called when a change is stored. */
  void changed() {
    UUID version = Uuids.timeBased();
    Cql.await(cql.send(CHANGE, version));
    changes.incrementAndGet();
    seen = new Seen(version, seen.asked());
  }

  private void saw(@Nullable Row row, Instant asked, long before) {
    if (changes.get() == before) {
      seen = new Seen(row == null ? NONE : Columns.uuid(row, "version"), asked);
    }
  }
}
