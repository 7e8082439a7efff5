package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups of a tenant in one partition, and beside it which keys a name has or once had. */
final class CassandraGroupStore implements GroupStore {
  private static final int TRIES = 10;
  private static final String COLUMNS = "select key, name, query, created_at from contact_group where tenant = ?";
  private static final String SAVE = "insert into contact_group (tenant, key, name, query, created_at)"
      + " values (?, ?, ?, ?, ?)";
  private static final String SAVE_NAME = "insert into contact_group_name (tenant, name, key) values (?, ?, ?)";
  private static final String KEYS = "select key, claimed from contact_group_name where tenant = ? and name = ?";
  private static final String CLAIM = "update contact_group_name set claimed = ? where tenant = ? and name = ?"
      + " if claimed = ?";

  private final Cql cql;

  CassandraGroupStore(Cql cql) {
    this.cql = cql;
  }

  @Override
  public @Nullable Group find(String tenant, String key) {
    Row row = cql.first(COLUMNS + " and key = ?", tenant, key);
    return row == null ? null : group(row);
  }

  @Override
  public List<Group> findByName(String tenant, String name) {
    List<Group> found = new ArrayList<>();
    Iterator<Row> rows = cql.rows(KEYS, tenant, Text.storable(name));
    while (rows.hasNext()) {
      String key = rows.next().getString("key");
      Group group = key == null ? null : find(tenant, key);
      if (group != null && group.name().equals(Text.storable(name))) {
        found.add(group);
      }
    }
    return found;
  }

  @Override
  public List<Group> list(String tenant) {
    List<Group> found = new ArrayList<>();
    cql.rows(COLUMNS, tenant).forEachRemaining(row -> found.add(group(row)));
    found.sort(Comparator.comparing(Group::name).thenComparing(Group::key));
    return found;
  }

  /** The name first: without its group it finds nothing and hurts nobody. */
  @Override
  public void save(String tenant, Group group) {
    Cql.await(cql.send(SAVE_NAME, tenant, Text.storable(group.name()), group.key()));
    Cql.await(cql.send(SAVE, tenant, group.key(), Text.storable(group.name()),
        group.query() == null ? null : Text.storable(group.query()), Time.micros(group.createdAt())));
  }

  /** Whoever finds the claim of another creates the other's group, which is the same but for its key and time. */
  @Override
  public List<Group> findByNameOrSave(String tenant, Group otherwise) {
    String name = Text.storable(otherwise.name());
    @Nullable
    String stale = null;
    for (int tried = 0; tried < TRIES; tried++) {
      List<Group> found = findByName(tenant, name);
      if (!found.isEmpty()) {
        return found;
      }
      AsyncResultSet answer = cql.compareAndSet(CLAIM, otherwise.key(), tenant, name, stale);
      boolean applied = answer.wasApplied(); // asked before the row is taken: the driver knows it no more afterwards
      String claimed = applied
          ? otherwise.key()
          : Objects.requireNonNull(answer.one(), "claim").getString("claimed");
      if (claimed != null && (applied || find(tenant, claimed) == null)) {
        save(tenant, new Group(claimed, otherwise.name(), otherwise.query(), otherwise.createdAt()));
        return findByName(tenant, name);
      }
      stale = claimed; // a group of another name now, or found by the next look
    }
    throw new StoreException("group: " + TRIES + " attempts to claim its name failed (expected: one that holds)", null);
  }

  private static Group group(Row row) {
    return new Group(Columns.text(row, "key"), Columns.text(row, "name"), row.getString("query"),
        Time.instant(row.getLong("created_at")));
  }
}
