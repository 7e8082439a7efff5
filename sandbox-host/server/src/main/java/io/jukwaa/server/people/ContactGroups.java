package io.jukwaa.server.people;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.resources.LuceneQuery;
import io.jukwaa.resources.contacts.ContactFields;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The groups of a tenant: some have members of their own, others whoever matches a query. Thread-safe; blocks. */
public final class ContactGroups {
  private static final int LONGEST_NAME = 255;

  private final ContactStore contacts;
  private final GroupStore groups;
  private final Supplier<Stamp> stamps;

  ContactGroups(ContactStore contacts, GroupStore groups, Supplier<Stamp> stamps) {
    this.contacts = contacts;
    this.groups = groups;
    this.stamps = stamps;
  }

  /** A group and how many are in it. */
  public record Counted(Group group, long members) {}

  /** All of them, by name. Whoever matches a query is counted one by one. */
  public List<Counted> list(String tenant) {
    return groups.list(tenant).stream().map(group -> new Counted(group, members(tenant, group))).toList();
  }

  /**
   * Makes a group.
   *
   * @param query whoever matches it is a member; null for a group with members of its own
   * @throws InvalidFieldException if there is one of this name, or the query is none
   */
  public Group add(String tenant, String name, @Nullable String query) {
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_NAME || stripped.contains(";")
        || stripped.matches("[0-9a-f]{32}")) {
      throw new InvalidFieldException("NAME", name, "1 to " + LONGEST_NAME
          + " characters without a semicolon, and no key");
    }
    if (query != null) {
      LuceneQuery.parse(query, ContactFields::isSearchable);
    }
    Stamp stamp = stamps.get();
    Group fresh = new Group(stamp.id(), stripped, query, stamp.time());
    List<Group> found = groups.findByNameOrSave(tenant, fresh);
    if (!found.contains(fresh)) {
      throw new InvalidFieldException("NAME", name, "a name that no group has");
    }
    return fresh;
  }

  private long members(String tenant, Group group) {
    if (group.query() == null) {
      return contacts.countMembers(tenant, group.key());
    }
    List<Condition> query;
    try {
      query = LuceneQuery.parse(group.query(), ContactFields::isSearchable);
    } catch (InvalidFieldException e) { // an app may have stored any query; nobody matches what cannot be read
      return 0;
    }
    long[] members = {0};
    contacts.each(tenant, query, _ -> ++members[0] > 0);
    return members[0];
  }
}
