package io.jukwaa.stores.embedded;

import io.jukwaa.stores.deployed.Deployed;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One table of a key and a JSON column; asked for at every message, so all of it is in memory too. */
final class EmbeddedDeployed<T> implements Deployed<T> {
  private final EmbeddedDatabase database;
  private final String insert;
  private final Map<String, T> byKey = new ConcurrentSkipListMap<>();

  EmbeddedDeployed(EmbeddedDatabase database, String table, Class<T> type) {
    this.database = database;
    insert = "insert into " + table + " (key, json) values (?, ?) on conflict (key) do update set json = excluded.json";
    database.read(sql -> {
      sql.each("select key, json from " + table, row -> {
        byKey.put(row.getString(1), Json.read(row.getString(2), type));
        return true;
      });
      return null;
    });
  }

  /** One at a time, so that memory and disk see the same last word. */
  @Override
  public synchronized void save(String key, T value) {
    String json = Json.text(value);
    database.writeThrough(sql -> sql.run(insert, key, json));
    byKey.put(Text.storable(key), value);
  }

  @Override
  public @Nullable T find(String key) {
    return byKey.get(Text.storable(key));
  }

  /** In the order of their keys. */
  @Override
  public List<T> all() {
    return List.copyOf(byKey.values());
  }
}
