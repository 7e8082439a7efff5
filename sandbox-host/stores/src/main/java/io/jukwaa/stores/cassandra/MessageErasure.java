package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Erased;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was said, and by whom, out of all messages with an address. Each row keeps the time that it has left. What
 * finds messages by the address goes last: what was broken off is done again.
 */
final class MessageErasure {
  private static final String INBOUND = "select json, ttl(json) as rest from inbound where app = ? and message_id = ?"
      + " and channel = ?";
  private static final String INBOUND_JSON = "update inbound using ttl ? set json = ? where app = ? and message_id = ?"
      + " and channel = ? if exists";
  private static final String COMPLETE = "update inbound using ttl ? set complete = complete + ?"
      + " where app = ? and message_id = ?";
  private static final String OUTBOUND = "select json, ttl(json) as rest, channel, run_of, ordinal from outbound"
      + " where app = ? and message_id = ?";
  private static final String OUTBOUND_JSON = "update outbound using ttl ? set json = ? where app = ?"
      + " and message_id = ? if exists";
  private static final String SENT = "select json, ttl(json) as rest, ordinal from sent_by_run where app = ?"
      + " and run_of = ? and channel = ?";
  private static final String SENT_JSON = "update sent_by_run using ttl ? set json = ? where app = ? and run_of = ?"
      + " and channel = ? and ordinal = ? if exists";
  private static final String EVENTS = "select event_id, json, ttl(json) as rest from event where app = ? and about = ?";
  private static final String EVENT_JSON = "update event using ttl ? set json = ? where app = ? and about = ?"
      + " and event_id = ? if exists";

  private final Cql cql;
  private final MessageFinders finders;
  private final MessageTallies tallies;

  MessageErasure(Cql cql, MessageFinders finders, MessageTallies tallies) {
    this.cql = cql;
    this.finders = finders;
    this.tallies = tallies;
  }

  Erased erase(String app, String address, String pseudonym) {
    cql.inFlight().settle(); // what was accepted is found
    long inbound = 0;
    Iterator<Timeline.Entry> in = finders.with(app, Direction.INBOUND, address);
    while (in.hasNext()) {
      inbound += inbound(app, in.next(), address, pseudonym) ? 1 : 0;
    }
    long outbound = 0;
    long events = 0;
    Iterator<Timeline.Entry> out = finders.with(app, Direction.OUTBOUND, address);
    while (out.hasNext()) {
      Timeline.Entry entry = out.next();
      outbound += outbound(app, entry, address, pseudonym) ? 1 : 0;
      events += events(app, entry.item());
    }
    for (Direction direction : Direction.values()) {
      finders.forget(app, direction, address);
      tallies.rename(app, direction, address, pseudonym);
    }
    return new Erased(inbound, outbound, events);
  }

  private boolean inbound(String app, Timeline.Entry entry, String address, String pseudonym) {
    Row row = cql.first(INBOUND, app, entry.item(), entry.itemOf());
    String left = row == null ? null : erased(row, address, pseudonym);
    if (row == null || left == null) {
      return false;
    }
    sent(app, entry.item(), entry.itemOf(), null, address, pseudonym);
    Cql.await(cql.send(COMPLETE, rest(row), Set.of(entry.itemOf()), app, entry.item()));
    return cql.compareAndSet(INBOUND_JSON, rest(row), left, app, entry.item(), entry.itemOf()).wasApplied();
  }

  private boolean outbound(String app, Timeline.Entry entry, String address, String pseudonym) {
    Row row = cql.first(OUTBOUND, app, entry.item());
    String left = row == null ? null : erased(row, address, pseudonym);
    if (row == null || left == null) {
      return false;
    }
    String run = row.getString("run_of");
    if (run != null) {
      sent(app, run, Columns.text(row, "channel"), row.getInt("ordinal"), address, pseudonym);
    }
    return cql.compareAndSet(OUTBOUND_JSON, rest(row), left, app, entry.item()).wasApplied();
  }

  /** The copies by which a run's messages are found. Those to others stay as they are. */
  private void sent(String app, String run, String channel, @Nullable Integer ordinal, String address,
      String pseudonym) {
    Iterator<Row> rows = cql.rows(SENT, app, Text.storable(run), channel);
    while (rows.hasNext()) {
      Row row = rows.next();
      String left = ordinal == null || ordinal == row.getInt("ordinal") ? erased(row, address, pseudonym) : null;
      if (left != null) {
        cql.compareAndSet(SENT_JSON, rest(row), left, app, Text.storable(run), channel, row.getInt("ordinal"));
      }
    }
  }

  private long events(String app, String about) {
    long events = 0;
    Iterator<Row> rows = cql.rows(EVENTS, app, about);
    while (rows.hasNext()) {
      Row row = rows.next();
      MessageEvent event = new MessageEvent(Json.fields(Columns.text(row, "json")));
      cql.compareAndSet(EVENT_JSON, rest(row), Json.text(event.erased().json().members()), app, about,
          Columns.text(row, "event_id"));
      events++;
    }
    return events;
  }

  /** Null if the row has no message, or one that is not with the address (any more). */
  private static @Nullable String erased(Row row, String address, String pseudonym) {
    String json = row.getString("json");
    if (json == null) {
      return null;
    }
    UserMessage message = new UserMessage(Json.fields(json));
    boolean with = address.equals(message.fromAddr()) || address.equals(message.toAddr());
    return with ? Json.text(message.erased(address, pseudonym).json().members()) : null;
  }

  /** Seconds the row has left; 0 for ever. */
  private static int rest(Row row) {
    return row.isNull("rest") ? 0 : row.getInt("rest");
  }
}
