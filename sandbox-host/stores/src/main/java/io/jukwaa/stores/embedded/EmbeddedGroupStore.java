package io.jukwaa.stores.embedded;

import io.jukwaa.store.GroupStore;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups; who is in them stands with the contacts. */
final class EmbeddedGroupStore implements GroupStore {
  private static final String COLUMNS = "select key, name, query, created_at from contact_group where tenant = ?";

  private final EmbeddedDatabase database;

  EmbeddedGroupStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public @Nullable Group find(String tenant, String key) {
    return database.read(sql -> sql.first(COLUMNS + " and key = ?", EmbeddedGroupStore::group, tenant, key));
  }

  @Override
  public List<Group> findByName(String tenant, String name) {
    return database.read(sql -> named(sql, tenant, name));
  }

  @Override
  public List<Group> list(String tenant) {
    return database.read(sql -> sql.all(COLUMNS + " order by name, key", EmbeddedGroupStore::group, tenant));
  }

  @Override
  public void save(String tenant, Group group) {
    database.write(sql -> save(sql, tenant, group));
  }

  @Override
  public List<Group> findByNameOrSave(String tenant, Group otherwise) {
    return database.write(sql -> {
      List<Group> found = named(sql, tenant, otherwise.name());
      return found.isEmpty() ? List.of(save(sql, tenant, otherwise)) : found;
    });
  }

  private static List<Group> named(Statements sql, String tenant, String name) throws SQLException {
    return sql.all(COLUMNS + " and name = ? order by key", EmbeddedGroupStore::group, tenant, name);
  }

  private static Group save(Statements sql, String tenant, Group group) throws SQLException {
    sql.run("insert into contact_group (tenant, key, name, query, created_at) values (?, ?, ?, ?, ?)"
        + " on conflict (tenant, key) do update set name = excluded.name, query = excluded.query,"
        + " created_at = excluded.created_at", tenant, group.key(), group.name(), group.query(),
        Time.micros(group.createdAt()));
    return group;
  }

  static Group group(ResultSet row) throws SQLException {
    return new Group(row.getString(1), row.getString(2), row.getString(3), Time.instant(row.getLong(4)));
  }
}
