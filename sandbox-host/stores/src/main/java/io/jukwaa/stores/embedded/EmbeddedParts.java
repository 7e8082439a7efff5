package io.jukwaa.stores.embedded;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Received;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Part;
import io.jukwaa.stores.format.DeletionColumn;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in the database, as parts: totals behind what they count, what is to be run or to leave behind everything it
 * needs, and what the operator's ids mean now behind what they meant before.
 */
final class EmbeddedParts {
  private static final int BATCH = 500;
  private static final int LOGS = 10;
  private static final String DEPLOYED = "(select 'tenant' as kind, key, json from tenant"
      + " union all select 'app', key, json from app union all select 'channel', key, json from channel"
      + " union all select 'routing', key, json from routing)";
  private static final String MINUTES = "(select app, 'inbound' as direction, time / 60000000 as minute,"
      + " count(*) as value from inbound group by 1, 3"
      + " union all select app, 'outbound', time / 60000000, count(*) from outbound group by 1, 3)";
  private static final String MEMBERS = "(select tenant, value as contact_group, count(*) as members"
      + " from contact_field where field = 'groups' group by 1, 2)";
  private static final String SENT = "select sent_id from outbox_sent where channel = ? and message_id = ? and ends = ?"
      + " order by sent_id";
  private static final String LINES = "select time, level, text from app_log where app = ? order by line";

  private final EmbeddedDatabase database;

  EmbeddedParts(EmbeddedDatabase database) {
    this.database = database;
  }

  List<Part> all() {
    return Stream.of(deployments(), messages(), people(), metrics(), passing(), leaving()).flatMap(List::stream)
        .toList();
  }

  private List<Part> deployments() {
    return List.of(part("tenants, apps and channels", DEPLOYED, List.of("kind", "key"), List.of("kind", "key", "json"),
        (row, _) -> new Kept.Deployment(row.getString(1), row.getString(2), row.getString(3))));
  }

  private List<Part> messages() {
    return List.of(
        part("inbound messages", "inbound", List.of("id"), List.of("id", "app", "channel", "complete", "json"),
            (row, _) -> new Kept.Inbound(row.getLong(1), row.getString(2), row.getString(3), message(row, 5),
                row.getInt(4) == 1, row.getString(5))),
        part("outbound messages", "outbound", List.of("id"),
            List.of("id", "app", "channel", "run_of", "ordinal", "json"),
            (row, _) -> new Kept.Outbound(row.getLong(1), row.getString(2), row.getString(3), origin(row),
                message(row, 6), row.getString(6))),
        part("events", "event", List.of("id"), List.of("app", "complete", "json"),
            (row, _) -> new Kept.Event(row.getString(1), row.getInt(2) == 1, row.getString(3))),
        part("correspondents", "correspondent", List.of("app", "direction", "address"),
            List.of("app", "direction", "address"),
            (row, _) -> new Kept.Correspondent(row.getString(1), row.getString(2), row.getString(3))),
        part("message totals", "tally", List.of("app", "name"), List.of("app", "name", "value"),
            (row, _) -> new Kept.MessageTotal(row.getString(1), row.getString(2), row.getLong(3))),
        part("totals of minutes", MINUTES, List.of("app", "direction", "minute"),
            List.of("app", "direction", "minute", "value"),
            (row, _) -> new Kept.MinuteTotal(row.getString(1),
                Direction.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getLong(3), row.getLong(4))));
  }

  private List<Part> people() {
    return List.of(
        part("contacts", "contact", List.of("tenant", "key"), List.of("tenant", "key", "created_at", "json"),
            (row, _) -> new Kept.Contact(row.getString(1), row.getString(2), row.getLong(3), row.getString(4))),
        part("groups", "contact_group", List.of("tenant", "key"),
            List.of("key", "name", "query", "created_at", "tenant"),
            (row, _) -> new Kept.Group(row.getString(5), EmbeddedGroupStore.group(row))),
        part("group totals", MEMBERS, List.of("tenant", "contact_group"),
            List.of("tenant", "contact_group", "members"),
            (row, _) -> new Kept.MemberTotal(row.getString(1), row.getString(2), row.getLong(3))),
        part("opt-outs", "opt_out", List.of("tenant", "address_type", "address"),
            List.of("address_type", "address", "message_id", "created_at", "tenant"),
            (row, _) -> new Kept.OptOut(row.getString(5), EmbeddedOptOutStore.optOut(row))),
        part("consents", "consent",
            List.of("tenant", "address", "time", "channel", "state", "source", "evidence"), withTenant(),
            (row, _) -> new Kept.Consent(row.getString(7), EmbeddedConsentStore.consent(row))),
        part("deletions", "deletion", List.of("tenant", "time", "id"), List.of("json", "id", "time", "tenant"),
            (row, _) -> new Kept.Deletion(row.getString(4),
                DeletionColumn.deletion(row.getString(1), row.getString(2), Time.instant(row.getLong(3))))),
        part("opt-out totals", "(select tenant, count(*) as value from opt_out group by tenant)", List.of("tenant"),
            List.of("tenant", "value"), (row, _) -> new Kept.OptOutTotal(row.getString(1), row.getLong(2))));
  }

  private static List<String> withTenant() {
    List<String> columns = new ArrayList<>(EmbeddedConsentStore.COLUMNS);
    columns.add("tenant");
    return columns;
  }

  private List<Part> metrics() {
    return List.of(
        part("metric names", "metric_name", List.of("tenant", "store", "metric"), List.of("tenant", "store", "metric"),
            (row, _) -> new Kept.MetricName(row.getString(1), row.getString(2), row.getString(3))),
        part("metric name totals", "(select tenant, count(*) as value from metric_name group by tenant)",
            List.of("tenant"), List.of("tenant", "value"),
            (row, _) -> new Kept.MetricNameTotal(row.getString(1), row.getLong(2))),
        part("metrics", "metric", List.of("id"),
            List.of("store", "metric", "aggregator", "value", "time", "tenant", "id"),
            (row, _) -> new Kept.Metric(row.getLong(7), row.getString(6), EmbeddedMetricStore.point(row))));
  }

  private List<Part> passing() {
    return List.of(
        part("records", "record", List.of("tenant", "key"), List.of("tenant", "key", "json", "expires"),
            (row, _) -> new Kept.Value(row.getString(1), row.getString(2), row.getString(3), number(row, 4))),
        part("sessions", "session", List.of("channel", "id"), List.of("channel", "id", "state", "expires"),
            (row, _) -> new Kept.Session(EmbeddedSessionStore.session(row))),
        new EmbeddedPart(database, "app logs", "(select distinct app from app_log)", List.of("app"), List.of("app"),
            (row, sql) -> new Kept.Log(row.getString(1), lines(sql, row.getString(1))), LOGS, false),
        part("hours of usage", "usage", List.of("tenant", "hour"),
            List.of("hour", "runs", "stopped", "cpu_nanos", "allocated_bytes", "requests", "output_bytes", "tenant"),
            (row, _) -> new Kept.Usage(row.getString(8), EmbeddedUsageStore.hour(row))),
        new EmbeddedPart(database, "messages to be run", "(select * from inbound where complete = 0)", List.of("id"),
            List.of("app", "channel", "json"),
            (row, _) -> unfinished(row, message(row, 3)), BATCH, true),
        new EmbeddedPart(database, "events to be told", "(select * from event where complete = 0)", List.of("id"),
            List.of("app", "channel", "json"),
            (row, _) -> unfinished(row, new MessageEvent(Json.fields(row.getString(3)))), BATCH, true));
  }

  private List<Part> leaving() {
    List<String> columns = new ArrayList<>(EmbeddedOutbox.COLUMNS);
    columns.addAll(List.of("due", "since"));
    return List.of(
        new EmbeddedPart(database, "messages to leave", "outbox", List.of("id"), columns,
            (row, _) -> new Kept.Leaving(EmbeddedOutbox.entry(row), row.getLong("due"), row.getLong("since")), BATCH,
            true),
        part("messages that left", "outbox_left", List.of("channel", "message_id"),
            List.of("channel", "app", "message_id", "ends"),
            (row, sql) -> new Kept.Left(row.getString(1), row.getString(2), row.getString(3), row.getLong(4),
                sql.all(SENT, sent -> sent.getString(1), row.getString(1), row.getString(3), row.getLong(4)))));
  }

  private Part part(String name, String table, List<String> keys, List<String> columns, EmbeddedPart.Reader reader) {
    return new EmbeddedPart(database, name, table, keys, columns, reader, BATCH, false);
  }

  private static UserMessage message(ResultSet row, int column) throws SQLException {
    return new UserMessage(Json.fields(row.getString(column)));
  }

  private static Kept.Unfinished unfinished(ResultSet row, Received received) throws SQLException {
    return new Kept.Unfinished(new Inbox.Entry(row.getString(1), row.getString(2), received));
  }

  private static @Nullable Origin origin(ResultSet row) throws SQLException {
    Long ordinal = number(row, 5);
    return ordinal == null ? null : new Origin(row.getString(4), Math.toIntExact(ordinal));
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static List<AppLog.Line> lines(Statements sql, String app) throws SQLException {
    return sql.all(LINES, row -> new AppLog.Line(Time.instant(row.getLong(1)), row.getInt(2), row.getString(3)), app);
  }
}
