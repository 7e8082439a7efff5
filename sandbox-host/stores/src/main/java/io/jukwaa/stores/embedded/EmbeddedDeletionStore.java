package io.jukwaa.stores.embedded;

import io.jukwaa.store.DeletionStore;
import io.jukwaa.stores.format.DeletionColumn;
import io.jukwaa.stores.format.Time;
import java.util.List;

/** One row for each person. */
final class EmbeddedDeletionStore implements DeletionStore {
  private final EmbeddedDatabase database;

  EmbeddedDeletionStore(EmbeddedDatabase database) {
    this.database = database;
  }

  /** Pages that hold removed text are overwritten as it is removed; only the write-ahead log has it still. */
  @Override
  public void save(String tenant, Deletion deletion) {
    database.write(sql -> sql.run("insert into deletion (tenant, time, id, json) values (?, ?, ?, ?)"
        + " on conflict do nothing", tenant, Time.micros(deletion.time()), deletion.id(),
        DeletionColumn.text(deletion)));
    database.emptyLog();
  }

  @Override
  public List<Deletion> list(String tenant, int limit) {
    return database.read(sql -> sql.all("select json, id, time from deletion where tenant = ?"
        + " order by time desc, id desc limit ?",
        row -> DeletionColumn.deletion(row.getString(1), row.getString(2), Time.instant(row.getLong(3))), tenant,
        Math.max(limit, 0)));
  }
}
