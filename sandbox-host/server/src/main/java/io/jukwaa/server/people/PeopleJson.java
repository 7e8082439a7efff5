package io.jukwaa.server.people;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Timestamps;
import io.jukwaa.server.Json;
import io.jukwaa.server.people.lists.Columns;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ContactImport;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.lists.ImportReport;
import io.jukwaa.server.people.lists.MergeMode;
import io.jukwaa.store.GroupStore.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes between the host and the commands that ask it, as JSON, and back. */
public final class PeopleJson {
  private PeopleJson() {}

  /** The parameters of a request. */
  public static Map<String, String> parameters(ImportOptions options, String name) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("name", name);
    asked.put("mode", options.mode().word());
    asked.put("columns", Json.text(options.columns()));
    if (options.group() != null) {
      asked.put("group", options.group());
    }
    asked.put("consent", Boolean.toString(options.consent()));
    asked.put("dry-run", Boolean.toString(options.isTrial()));
    return asked;
  }

  /** @throws InvalidFieldException if one of them is wrong */
  public static ImportOptions options(Map<String, String> asked) {
    Map<String, String> columns = new LinkedHashMap<>();
    Fields given = Json.object("columns", asked.getOrDefault("columns", "{}"));
    given.members().keySet().forEach(column -> columns.put(column, given.text(column)));
    return new ImportOptions(MergeMode.of("mode", asked.getOrDefault("mode", "update")), columns, asked.get("group"),
        Boolean.parseBoolean(asked.get("consent")), Boolean.parseBoolean(asked.get("dry-run")));
  }

  public static Map<String, @Nullable Object> of(ContactImport.Preview preview) {
    List<Map<String, String>> columns = new ArrayList<>();
    preview.columns().all().forEach(
        column -> columns.add(Map.of("name", column.name(), "target", column.target(), "why", column.why())));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", preview.format());
    json.put("lines", preview.lines());
    json.put("header", preview.columns().hasHeader());
    json.put("columns", columns);
    json.put("first", preview.first());
    return json;
  }

  public static ContactImport.Preview preview(Fields json) {
    List<Columns.Column> columns = objects(json, "columns").stream()
        .map(column -> new Columns.Column(column.text("name"), column.text("target"), column.text("why"))).toList();
    List<List<String>> first = new ArrayList<>();
    list(json, "first").forEach(cells -> first.add(texts(cells)));
    return new ContactImport.Preview(json.text("format"), number(json, "lines"),
        new Columns(Boolean.TRUE.equals(json.value("header")), columns), first);
  }

  public static Map<String, @Nullable Object> of(ImportReport report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lines", report.lines());
    json.put("created", report.created());
    json.put("changed", report.changed());
    json.put("unchanged", report.unchanged());
    json.put("refused", report.refused());
    json.put("stopped", report.stopped());
    return Map.of("report", json);
  }

  public static ImportReport report(Fields json) {
    return new ImportReport(number(json, "lines"), number(json, "created"), number(json, "changed"),
        number(json, "unchanged"), number(json, "refused"), json.textOrNull("stopped"));
  }

  public static ImportListener.Refusal refusal(Fields json) {
    return new ImportListener.Refusal(number(json, "line"), json.text("reason"),
        texts(json.value("cells") == null ? List.of() : json.value("cells")));
  }

  public static Map<String, @Nullable Object> of(ContactExport.Report report) {
    return Map.of("report",
        Map.of("contacts", report.contacts(), "misfits", report.misfits(), "left", report.left()));
  }

  public static ContactExport.Report exported(Fields json) {
    return new ContactExport.Report(number(json, "contacts"), number(json, "misfits"), number(json, "left"));
  }

  public static Map<String, @Nullable Object> of(List<ContactGroups.Counted> groups) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    groups.forEach(counted -> {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(of(counted.group()));
      json.put("members", counted.members());
      all.add(json);
    });
    return Map.of("groups", all);
  }

  public static List<ContactGroups.Counted> groups(Fields json) {
    return objects(json, "groups").stream()
        .map(group -> new ContactGroups.Counted(group(group), number(group, "members"))).toList();
  }

  public static Map<String, @Nullable Object> of(Group group) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", group.key());
    json.put("name", group.name());
    json.put("query", group.query());
    json.put("created_at", Timestamps.text(group.createdAt()));
    return json;
  }

  public static Group group(Fields json) {
    return new Group(json.text("key"), json.text("name"), json.textOrNull("query"),
        Timestamps.parse("created_at", json.text("created_at")));
  }

  /** Whole numbers by name. */
  public static Map<String, Long> counts(Fields json) {
    Map<String, Long> counts = new LinkedHashMap<>();
    json.members().keySet().forEach(name -> counts.put(name, number(json, name)));
    return counts;
  }

  private static long number(Fields json, String name) {
    if (json.value(name) instanceof Number number) {
      return number.longValue();
    }
    throw new InvalidFieldException(name, json.value(name), "a whole number");
  }

  private static List<?> list(Fields json, String name) {
    return json.value(name) instanceof List<?> list ? list : List.of();
  }

  private static List<Fields> objects(Fields json, String name) {
    List<Fields> objects = new ArrayList<>();
    for (int at = 0; at < list(json, name).size(); at++) {
      objects.add(Json.object(name, Json.text(list(json, name).get(at))));
    }
    return objects;
  }

  private static List<String> texts(@Nullable Object cells) {
    return cells instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
