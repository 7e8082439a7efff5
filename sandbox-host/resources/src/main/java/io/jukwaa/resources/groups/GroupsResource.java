package io.jukwaa.resources.groups;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.CommandException;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.LuceneQuery;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.contacts.ContactFields;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Groups of the caller's tenant. A group with a query is a smart group: whoever matches is a member. Thread-safe; blocks
 * on the stores.
 */
public final class GroupsResource implements Resource {
  private static final String NOT_FOUND = "Group not found";
  private static final String MULTIPLE = "Multiple groups found";

  private final GroupStore groups;
  private final ContactStore contacts;
  private final Supplier<Stamp> stamps;
  private final Map<String, Operation> operations = Map.of("search", this::search, "get", this::get,
      "get_by_name", this::getByName, "get_or_create_by_name", this::getOrCreateByName, "update", this::update,
      "count_members", this::countMembers, "list", this::list);

  /** @param stamps keys and times of new groups; a key is 32 hexadecimal digits */
  public GroupsResource(GroupStore groups, ContactStore contacts, Supplier<Stamp> stamps) {
    this.groups = groups;
    this.contacts = contacts;
    this.stamps = stamps;
  }

  @Override
  public String name() {
    return "groups";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Reply search(Caller caller, Fields arguments) {
    required(arguments, "query");
    List<ContactStore.Condition> query = LuceneQuery.parse(arguments.text("query"),
        Set.of("key", "name", "query")::contains);
    return listed(caller, groups.list(caller.tenant().key()).stream()
        .filter(group -> query.stream().allMatch(condition -> matches(group, condition))).toList());
  }

  private Reply get(Caller caller, Fields arguments) {
    Group group = find(caller, required(arguments, "key"));
    return group == null ? Reply.failure(NOT_FOUND) : Reply.of("group", json(caller, group));
  }

  private Reply getByName(Caller caller, Fields arguments) {
    Object name = required(arguments, "name");
    List<Group> found = name instanceof String text ? groups.findByName(caller.tenant().key(), text) : List.of();
    return switch (found.size()) {
      case 0 -> Reply.failure(NOT_FOUND);
      case 1 -> Reply.of("group", json(caller, found.getFirst()));
      default -> Reply.failure(MULTIPLE);
    };
  }

  private Reply getOrCreateByName(Caller caller, Fields arguments) {
    Stamp stamp = stamps.get();
    Group fresh = new Group(stamp.id(), text(required(arguments, "name")), null, stamp.time());
    List<Group> found = groups.findByNameOrSave(caller.tenant().key(), fresh);
    if (found.size() > 1) {
      return Reply.failure(MULTIPLE);
    }
    Group group = found.getFirst();
    return Reply.of(result("group", json(caller, group), "created", group.key().equals(fresh.key())));
  }

  /** Whoever leaves the query out clears it. */
  private Reply update(Caller caller, Fields arguments) {
    Group present = find(caller, required(arguments, "key"));
    Object name = required(arguments, "name");
    Object query = arguments.value("query");
    if (present == null) {
      return Reply.failure(NOT_FOUND);
    }
    Group group = new Group(present.key(), text(name), query == null ? null : text(query), present.createdAt());
    groups.save(caller.tenant().key(), group);
    return Reply.of("group", json(caller, group));
  }

  private Reply countMembers(Caller caller, Fields arguments) {
    Group group = find(caller, required(arguments, "key"));
    if (group == null) {
      throw new CommandException(NOT_FOUND);
    }
    return Reply.of(result("group", json(caller, group), "count", members(caller, group)));
  }

  private Reply list(Caller caller, Fields arguments) {
    return listed(caller, groups.list(caller.tenant().key()));
  }

  private long members(Caller caller, Group group) {
    String tenant = caller.tenant().key();
    return group.query() == null
        ? contacts.countMembers(tenant, group.key())
        : contacts.search(tenant, LuceneQuery.parse(group.query(), ContactFields::isSearchable), Integer.MAX_VALUE)
            .size();
  }

  private @Nullable Group find(Caller caller, @Nullable Object key) {
    return key instanceof String text ? groups.find(caller.tenant().key(), text) : null;
  }

  private static boolean matches(Group group, ContactStore.Condition condition) {
    String value = switch (condition.field()) {
      case "key" -> group.key();
      case "name" -> group.name();
      default -> group.query();
    };
    return value != null && LuceneQuery.matches(condition.pattern(), value);
  }

  private static Reply listed(Caller caller, List<Group> found) {
    return Reply.of("groups", found.stream().map(group -> json(caller, group)).toList());
  }

  private static Map<String, @Nullable Object> json(Caller caller, Group group) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", group.key());
    json.put("$VERSION", null);
    json.put("user_account", caller.tenant().key());
    json.put("name", group.name());
    json.put("query", group.query());
    json.put("created_at", Timestamps.text(group.createdAt()));
    return json;
  }

  private static Map<String, @Nullable Object> result(String first, Object value, String second, Object other) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put(first, value);
    result.put(second, other);
    return result;
  }

  /** Python's key error: its text is the quoted name. */
  private static @Nullable Object required(Fields arguments, String name) {
    if (!arguments.has(name)) {
      throw new CommandException("'" + name + "'");
    }
    return arguments.value(name);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new CommandException(value == null
        ? "None is not allowed as a value for non-null fields."
        : "Value %s is not a unicode string.".formatted(PythonText.repr(value)));
  }
}
