package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Target;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Takes what another engine kept. Without conditions, as nobody else writes: the same thing is written to the same
 * places each time.
 */
final class CassandraTarget implements Target<Kept.Lasting> {
  private static final String INBOUND = "insert into inbound (app, message_id, channel, time, accepted, json, indexed)"
      + " values (?, ?, ?, ?, ?, ?, true) using ttl ?";
  private static final String COMPLETE = "update inbound using ttl ? set complete = complete + ?"
      + " where app = ? and message_id = ?";
  private static final String INBOUND_IS = "select json, complete from inbound where app = ? and message_id = ?"
      + " and channel = ?";
  private static final String OUTBOUND = "insert into outbound (app, message_id, channel, time, accepted, json,"
      + " run_of, ordinal) values (?, ?, ?, ?, ?, ?, ?, ?) using ttl ?";
  private static final String OUTBOUND_IS = "select json from outbound where app = ? and message_id = ?";
  private static final String SENT = "insert into sent_by_run"
      + " (app, run_of, channel, ordinal, accepted, message_id, json, indexed) values (?, ?, ?, ?, ?, ?, ?, true)"
      + " using ttl ?";
  private static final String SENT_IS = "select json from sent_by_run where app = ? and run_of = ? and channel = ?"
      + " and ordinal = ?";
  private static final String EVENT = "insert into event (app, about, event_id, json, told, counted)"
      + " values (?, ?, ?, ?, ?, true) using ttl ?";
  private static final String EVENT_IS = "select json from event where app = ? and about = ? and event_id = ?";
  private static final String CORRESPONDENT = "insert into correspondent (app, direction, address) values (?, ?, ?)";
  private static final String CORRESPONDENT_IS = "select address from correspondent where app = ? and direction = ?"
      + " and address = ?";
  private static final String CONTACT = "insert into contact (tenant, key, created_at, json, version, terms)"
      + " values (?, ?, ?, ?, ?, ?)";
  private static final String CONTACT_IS = "select json, terms from contact where tenant = ? and key = ?";
  private static final String OPT_OUT = "insert into opt_out (tenant, address_type, address, message_id, created_at)"
      + " values (?, ?, ?, ?, ?)";
  private static final String METRIC_NAME = "insert into metric_name (tenant, store, metric) values (?, ?, ?)";
  private static final String METRIC_NAME_IS = "select metric from metric_name where tenant = ? and store = ?"
      + " and metric = ?";

  private final Cql cql;
  private final Timeline timeline;
  private final MessageFinders finders;
  private final CassandraTotals totals;
  private final CassandraStores stores;
  private final Retention retention;

  CassandraTarget(Cql cql, Timeline timeline, Retention retention, CassandraStores stores) {
    this.cql = cql;
    this.timeline = timeline;
    this.stores = stores;
    this.retention = retention;
    finders = new MessageFinders(cql, timeline);
    totals = new CassandraTotals(cql);
  }

  @Override
  public void write(Kept.Lasting item) {
    switch (item) {
      case Kept.Deployment it -> CassandraDeployed.write(cql, it.kind(), Text.storable(it.key()), it.json());
      case Kept.Inbound it -> inbound(it);
      case Kept.Outbound it -> outbound(it);
      case Kept.Event it -> event(it);
      case Kept.Correspondent it -> send(CORRESPONDENT, it.app(), it.direction(), it.address());
      case Kept.Contact it -> contact(it);
      case Kept.Group it -> stores.groups().save(it.tenant(), it.group());
      case Kept.OptOut it -> optOut(it.tenant(), it.optOut());
      case Kept.Consent it -> stores.consents().record(it.tenant(), it.consent());
      case Kept.Deletion it -> stores.deletions().save(it.tenant(), it.deletion());
      case Kept.MetricName it -> send(METRIC_NAME, it.tenant(), it.store(), it.metric());
      case Kept.Metric it -> Cql.awaitAll(timeline.add(CassandraMetricStore.KIND, it.tenant(), entry(it),
          retention.timeToLive(it.tenant())));
      case Kept.Total it -> totals.set(it);
    }
  }

  @Override
  public boolean holds(Kept.Lasting item) {
    return switch (item) {
      case Kept.Deployment it -> it.json().equals(CassandraDeployed.json(cql, it.kind(), Text.storable(it.key())));
      case Kept.Inbound it -> holds(it);
      case Kept.Outbound it -> holds(it);
      case Kept.Event it -> {
        MessageEvent event = event(it.json());
        yield isText(it.json(), "json", EVENT_IS, it.app(), CassandraMessageLog.about(event),
            Text.storable(event.eventId()));
      }
      case Kept.Correspondent it ->
        isText(it.address(), "address", CORRESPONDENT_IS, it.app(), it.direction(), it.address());
      case Kept.Contact it -> holds(it);
      case Kept.Group it -> it.group().equals(stores.groups().find(it.tenant(), it.group().key()));
      case Kept.OptOut it -> it.optOut()
          .equals(stores.optOuts().find(it.tenant(), it.optOut().addressType(), it.optOut().address()))
          && timeline.has(CassandraOptOutStore.KIND, it.tenant(), CassandraOptOutStore.entry(it.optOut()));
      case Kept.Consent it ->
        stores.consents().history(it.tenant(), it.consent().address()).contains(it.consent());
      case Kept.Deletion it -> stores.deletions().list(it.tenant(), Integer.MAX_VALUE).contains(it.deletion());
      case Kept.MetricName it ->
        isText(it.metric(), "metric", METRIC_NAME_IS, it.tenant(), it.store(), it.metric());
      case Kept.Metric it -> timeline.has(CassandraMetricStore.KIND, it.tenant(), entry(it));
      case Kept.Total it -> totals.value(it) == it.value();
    };
  }

  private void inbound(Kept.Inbound it) {
    String id = Text.storable(it.message().messageId());
    String channel = Text.storable(it.channel());
    UUID accepted = position(it.number());
    List<CompletableFuture<?>> writes = new ArrayList<>(
        finders.add(it.app(), Direction.INBOUND, it.channel(), it.message(), accepted, timeToLive(it.app())));
    writes.add(cql.send(INBOUND, it.app(), id, channel, Time.micros(it.message().timestamp()), accepted, it.json(),
        timeToLive(it.app())));
    if (it.complete()) {
      writes.add(cql.send(COMPLETE, timeToLive(it.app()), Set.of(channel), it.app(), id));
    }
    Cql.awaitAll(writes);
  }

  private boolean holds(Kept.Inbound it) {
    String channel = Text.storable(it.channel());
    Row row = cql.first(INBOUND_IS, it.app(), Text.storable(it.message().messageId()), channel);
    return row != null && it.json().equals(row.getString("json"))
        && it.complete() == Columns.texts(row, "complete").contains(channel)
        && finders.find(it.app(), Direction.INBOUND, it.channel(), it.message(), position(it.number()));
  }

  private boolean holds(Kept.Contact it) {
    Row row = cql.first(CONTACT_IS, it.tenant(), it.key());
    return row != null && it.json().equals(row.getString("json"))
        && terms(it).equals(Columns.texts(row, "terms"))
        && timeline.has(ContactRows.KIND, it.tenant(), ContactRows.entry(it.key(), it.createdAt()));
  }

  private static Set<String> terms(Kept.Contact it) {
    return ContactEntries.of(it.tenant(), ContactRows.contact(it.key(), it.createdAt(), it.json()));
  }

  private void outbound(Kept.Outbound it) {
    String id = Text.storable(it.message().messageId());
    Origin origin = it.origin();
    UUID accepted = position(it.number());
    List<CompletableFuture<?>> writes = new ArrayList<>(
        finders.add(it.app(), Direction.OUTBOUND, it.channel(), it.message(), accepted, timeToLive(it.app())));
    writes.add(cql.send(OUTBOUND, it.app(), id, Text.storable(it.channel()), Time.micros(it.message().timestamp()),
        accepted, it.json(), origin == null ? null : Text.storable(origin.messageId()),
        origin == null ? null : origin.ordinal(), timeToLive(it.app())));
    if (origin != null) {
      writes.add(cql.send(SENT, it.app(), Text.storable(origin.messageId()), Text.storable(it.channel()),
          origin.ordinal(), accepted, id, it.json(), timeToLive(it.app())));
    }
    Cql.awaitAll(writes);
  }

  private boolean holds(Kept.Outbound it) {
    Origin origin = it.origin();
    return isText(it.json(), "json", OUTBOUND_IS, it.app(), Text.storable(it.message().messageId()))
        && (origin == null || isText(it.json(), "json", SENT_IS, it.app(), Text.storable(origin.messageId()),
            Text.storable(it.channel()), origin.ordinal()))
        && finders.find(it.app(), Direction.OUTBOUND, it.channel(), it.message(), position(it.number()));
  }

  private void event(Kept.Event it) {
    MessageEvent event = event(it.json());
    send(EVENT, it.app(), CassandraMessageLog.about(event), Text.storable(event.eventId()), it.json(), it.complete(),
        timeToLive(it.app()));
  }

  private void contact(Kept.Contact it) {
    Cql.awaitAll(timeline.add(ContactRows.KIND, it.tenant(), ContactRows.entry(it.key(), it.createdAt()), 0));
    send(CONTACT, it.tenant(), it.key(), it.createdAt(), it.json(), UUID.randomUUID(), terms(it));
  }

  private void optOut(String tenant, OptOutStore.OptOut it) {
    Cql.awaitAll(timeline.add(CassandraOptOutStore.KIND, tenant, CassandraOptOutStore.entry(it), 0));
    send(OPT_OUT, tenant, Text.storable(it.addressType()), Text.storable(it.address()),
        Text.storable(it.messageId()), Time.micros(it.createdAt()));
  }

  /** Seconds; what is deployed is copied first. */
  private int timeToLive(String app) {
    App deployed = stores.deployments().app(app);
    return retention.timeToLive(deployed == null ? "" : deployed.tenant());
  }

  private void send(String statement, Object... values) {
    Cql.await(cql.send(statement, values));
  }

  private boolean isText(String expected, String column, String statement, Object... key) {
    Row row = cql.first(statement, key);
    return row != null && expected.equals(row.getString(column));
  }

  private static MessageEvent event(String json) {
    return new MessageEvent(Json.fields(json));
  }

  private static Timeline.Entry entry(Kept.Metric it) {
    return CassandraMetricStore.entry(it.point(), Time.micros(it.point().time()), position(it.number()));
  }

  /** A time-based id that follows from the number, older than any that a host gives. */
  private static UUID position(long number) {
    return new UUID(number << 32 | (number >>> 16 & 0xffff_0000L) | 0x1000 | (number >>> 48 & 0xfff),
        UUID.nameUUIDFromBytes("copied".getBytes(StandardCharsets.US_ASCII)).getLeastSignificantBits());
  }
}
