package io.jukwaa.server.people.lists;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.store.GroupStore.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The groups of a tenant by what files call them: their names, or keys where a name does not tell. Immutable. */
final class GroupNames {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final String BETWEEN = ";";

  private final Map<String, List<Group>> byName = new HashMap<>();
  private final Map<String, Group> byKey = new HashMap<>();

  GroupNames(List<Group> groups) {
    groups.forEach(group -> {
      byName.computeIfAbsent(group.name().strip(), _ -> new ArrayList<>()).add(group);
      byKey.put(group.key(), group);
    });
  }

  /**
   * Keys of the groups in a cell, which has semicolons between them.
   *
   * @throws InvalidFieldException if one is unknown, not one of a kind, or has a query and so no members of its own
   */
  Set<String> keys(String column, String cell) {
    Set<String> keys = new HashSet<>();
    for (String item : cell.split(BETWEEN, -1)) {
      if (!item.isBlank()) {
        keys.add(key(column, item.strip()));
      }
    }
    return keys;
  }

  /** The group of this name, with members of its own. A key is taken as it is: apps may use one without a group. */
  String key(String column, String item) {
    if (KEY.matcher(item).matches()) {
      return item;
    }
    Group found = find(column, item);
    if (found != null && found.query() != null) {
      throw new InvalidFieldException(column, item, "a group with members of its own, not one with a query");
    }
    return found == null ? item : found.key();
  }

  /** Null for a key that apps use although there is no group of it. */
  @Nullable
  Group find(String column, String item) {
    Group known = byKey.get(item);
    if (known != null) {
      return known;
    }
    List<Group> named = byName.getOrDefault(item, List.of());
    if (named.size() > 1) {
      throw new InvalidFieldException(column, item, "the key of one of them, as " + named.size()
          + " groups have this name");
    }
    if (named.isEmpty() && !KEY.matcher(item).matches()) {
      throw new InvalidFieldException(column, item, "a group there is, see ./jukwaa groups list");
    }
    return named.isEmpty() ? null : named.getFirst();
  }

  /** A cell from which {@link #keys} reads the same groups. */
  String cell(Set<String> keys) {
    Set<String> items = new TreeSet<>();
    keys.forEach(key -> items.add(item(key)));
    return String.join(BETWEEN, items);
  }

  private String item(String key) {
    Group group = byKey.get(key);
    if (group == null || group.query() != null) {
      return key;
    }
    String name = group.name().strip();
    boolean tells = !name.isEmpty() && !name.contains(BETWEEN) && !KEY.matcher(name).matches()
        && byName.getOrDefault(name, List.of()).size() == 1;
    return tells ? name : key;
  }
}
