package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jukwaa.store.MetricStore;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Fired values by when they came. The names of a tenant are counted by a condition on their partition, exactly also
 * when hosts add some at once; a name this process has seen is not asked for again.
 */
final class CassandraMetricStore implements MetricStore {
  static final String KIND = "metric";
  private static final String NAMES = "select names from metric_name where tenant = ? limit 1";
  private static final String KNOWN = "select store from metric_name where tenant = ? and store = ? and metric = ?";
  private static final String ADD = "begin batch"
      + " update metric_name set names = ? where tenant = ? if names = ?;"
      + " insert into metric_name (tenant, store, metric) values (?, ?, ?) if not exists;"
      + " apply batch";

  private final Cql cql;
  private final Timeline timeline;
  private final Retention retention;
  private final InstantSource clock;
  private final Cache<Name, Boolean> seen = Caffeine.newBuilder().maximumSize(100_000).build();

  private record Name(String tenant, String store, String metric) {}

  /** @param value as Java writes it: JSON has no NaN */
  private record Fired(String store, String metric, Aggregator aggregator, String value, long time) {}

  CassandraMetricStore(Cql cql, Timeline timeline, Retention retention, InstantSource clock) {
    this.cql = cql;
    this.timeline = timeline;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public boolean fire(String tenant, Point point, int mostNames) {
    Name name = new Name(tenant, Text.storable(point.store()), Text.storable(point.metric()));
    if (seen.getIfPresent(name) == null) {
      if (!isKnown(name, mostNames)) {
        return false;
      }
      seen.put(name, true);
    }
    List<CompletableFuture<?>> writes = timeline.add(KIND, tenant,
        entry(point, Time.micros(clock.instant()), Uuids.timeBased()), retention.timeToLive(tenant));
    writes.forEach(cql::later);
    return true;
  }

  static Timeline.Entry entry(Point point, long came, UUID position) {
    String json = Json.text(new Fired(point.store(), point.metric(), point.aggregator(),
        Double.toString(point.value()), Time.micros(point.time())));
    return new Timeline.Entry(came, position, json, "");
  }

  /** Waits for what this process has fired. */
  @Override
  public List<Point> latest(String tenant, int limit) {
    cql.inFlight().settle();
    List<Point> found = new ArrayList<>();
    Iterator<Timeline.Entry> entries = timeline.newest(KIND, tenant);
    while (found.size() < limit && entries.hasNext()) {
      Fired fired = Json.read(entries.next().item(), Fired.class);
      found.add(new Point(fired.store(), fired.metric(), fired.aggregator(), Double.parseDouble(fired.value()),
          Time.instant(fired.time())));
    }
    return found;
  }

  /** Whether the name is in the table, now or before. Another host that adds one meanwhile makes the batch fail. */
  private boolean isKnown(Name name, int mostNames) {
    boolean added = false;
    while (!added && cql.first(KNOWN, name.tenant(), name.store(), name.metric()) == null) {
      Row counted = cql.first(NAMES, name.tenant());
      @Nullable
      Integer names = counted == null || counted.isNull("names") ? null : counted.getInt("names");
      int next = names == null ? 1 : names + 1;
      if (next > mostNames) {
        return false;
      }
      AsyncResultSet answer = cql.compareAndSet(ADD, next, name.tenant(), names, name.tenant(), name.store(),
          name.metric());
      added = answer.wasApplied();
    }
    return true;
  }
}
