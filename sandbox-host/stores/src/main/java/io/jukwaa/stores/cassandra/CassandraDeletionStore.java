package io.jukwaa.stores.cassandra;

import io.jukwaa.store.DeletionStore;
import io.jukwaa.stores.format.DeletionColumn;
import io.jukwaa.stores.format.Time;
import java.util.ArrayList;
import java.util.List;

/** The deletions of a tenant in one partition. What was deleted leaves Cassandra's files when they are compacted. */
final class CassandraDeletionStore implements DeletionStore {
  private static final String SAVE = "insert into deletion (tenant, time, id, json) values (?, ?, ?, ?)";
  private static final String LIST = "select time, id, json from deletion where tenant = ? limit ?";

  private final Cql cql;

  CassandraDeletionStore(Cql cql) {
    this.cql = cql;
  }

  @Override
  public void save(String tenant, Deletion deletion) {
    Cql.await(cql.send(SAVE, tenant, Time.micros(deletion.time()), deletion.id(), DeletionColumn.text(deletion)));
  }

  @Override
  public List<Deletion> list(String tenant, int limit) {
    List<Deletion> found = new ArrayList<>();
    if (limit > 0) {
      cql.rows(LIST, tenant, limit).forEachRemaining(row -> found.add(DeletionColumn.deletion(Columns.text(row, "json"),
          Columns.text(row, "id"), Time.instant(row.getLong("time")))));
    }
    return found;
  }
}
