package io.jukwaa.server.state;

import io.jukwaa.message.Timestamps;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resources.contacts.ContactFields;
import io.jukwaa.server.Json;
import io.jukwaa.server.Stores;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MetricStore.Point;
import io.jukwaa.store.OptOutStore.OptOut;
import io.jukwaa.store.UsageStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One app and its tenant's data as JSON. What {@code --fixtures} takes has the same form here, so a state can be kept
 * as fixtures. Blocks.
 *
 * <p>Members: {@code app}; {@code kv}, an object; {@code contacts}, {@code groups}, {@code optouts}, lists in the field
 * names of the sandbox protocol; {@code metrics} and {@code log}; {@code usage} of its tenant by the hour; {@code received} and {@code sent}, messages in the
 * Vumi format. Lists of things that happened begin with the oldest and hold the newest {@value #MOST}.
 */
public record StateView(Stores stores) {
  private static final int MOST = 1_000;

  public Map<String, @Nullable Object> of(App app) {
    String tenant = app.tenant();
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("app", app.key());
    state.put("kv", records(tenant));
    state.put("contacts", stores.people().contacts().search(tenant, List.of(), MOST).stream()
        .map(contact -> ContactFields.json(tenant, contact)).toList());
    state.put("groups", stores.people().groups().list(tenant).stream().map(StateView::group).toList());
    state.put("optouts", stores.people().optOuts().list(tenant, MOST).stream().map(StateView::optOut).toList());
    state.put("metrics", stores.reports().metrics().latest(tenant, MOST).reversed().stream().map(StateView::point)
        .toList());
    state.put("log", stores.reports().log().tail(app, MOST).stream().map(StateView::line).toList());
    state.put("usage", stores.reports().usage().latest(tenant, MOST).reversed().stream().map(StateView::hour).toList());
    state.put("received", messages(app, Direction.INBOUND));
    state.put("sent", messages(app, Direction.OUTBOUND));
    return state;
  }

  private Map<String, @Nullable Object> records(String tenant) {
    Map<String, @Nullable Object> records = new LinkedHashMap<>();
    stores.records().list(tenant, MOST).forEach((key, json) -> records.put(key, Json.value(json)));
    return records;
  }

  private List<Map<String, @Nullable Object>> messages(App app, Direction direction) {
    return stores.conversations().messages().latest(app, direction, MOST).reversed().stream()
        .map(StateView::message).toList();
  }

  private static Map<String, @Nullable Object> message(UserMessage message) {
    return message.json().members();
  }

  private static Map<String, @Nullable Object> group(Group group) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", group.key());
    json.put("name", group.name());
    json.put("query", group.query());
    json.put("created_at", Timestamps.text(group.createdAt()));
    return json;
  }

  private static Map<String, Object> hour(UsageStore.Hour hour) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hour", Timestamps.text(hour.hour()));
    json.put("runs", hour.runs());
    json.put("stopped", hour.stopped());
    json.put("cpu_ms", hour.cpuNanos() / 1_000_000);
    json.put("allocated_bytes", hour.allocatedBytes());
    json.put("requests", hour.requests());
    json.put("output_bytes", hour.outputBytes());
    return json;
  }

  private static Map<String, Object> optOut(OptOut optOut) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("address_type", optOut.addressType());
    json.put("address_value", optOut.address());
    json.put("message_id", optOut.messageId());
    json.put("created_at", Timestamps.text(optOut.createdAt()));
    return json;
  }

  private static Map<String, Object> point(Point point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("store", point.store());
    json.put("metric", point.metric());
    json.put("aggregator", point.aggregator().name().toLowerCase(Locale.ROOT));
    json.put("value", point.value());
    json.put("time", Timestamps.text(point.time()));
    return json;
  }

  private static Map<String, Object> line(AppLog.Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", Timestamps.text(line.time()));
    json.put("level", line.levelName());
    json.put("text", line.text());
    return json;
  }
}
