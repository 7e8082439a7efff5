package io.jukwaa.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of contacts. */
public interface GroupStore {
  /**
   * @param key 32 hexadecimal digits
   * @param query null for a group with members of its own; otherwise whoever matches it is a member
   */
  record Group(String key, String name, @Nullable String query, Instant createdAt) {}

  @Nullable
  Group find(String tenant, String key);

  /** All groups of this name; names need not be unique. */
  List<Group> findByName(String tenant, String name);

  /** All groups, sorted by name. */
  List<Group> list(String tenant);

  /** Stores the group, replacing one of the same key. */
  void save(String tenant, Group group);

  /** Atomic: the groups of this name, or, if there are none, the given one, stored. */
  List<Group> findByNameOrSave(String tenant, Group otherwise);
}
