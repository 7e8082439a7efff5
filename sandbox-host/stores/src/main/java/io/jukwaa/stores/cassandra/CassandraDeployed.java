package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.jukwaa.stores.deployed.Deployed;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One kind of what is deployed, as JSON. What was read is remembered until another version of all that is deployed is
 * seen: {@link DeployedVersion}.
 */
final class CassandraDeployed<T> implements Deployed<T> {
  private static final int REMEMBERED = 10_000;
  /** Should a host have died between a change and its mark, or clocks differ. */
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String FIND = "select json from deployed where kind = ? and key = ?";
  private static final String SAVE = "insert into deployed (kind, key, json) values (?, ?, ?)";
  private static final String SAVE_KEY = "insert into deployed_key (kind, key) values (?, ?)";
  private static final String KEYS = "select key from deployed_key where kind = ?";

  private final Cql cql;
  private final String kind;
  private final Class<T> type;
  private final DeployedVersion version;
  private final LoadingCache<Known, Found<T>> remembered;

  private record Known(UUID version, String key) {}

  /** @param value null if there is none */
  private record Found<T>(@Nullable T value) {}

  /** @param version of all kinds together */
  CassandraDeployed(Cql cql, String kind, Class<T> type, DeployedVersion version) {
    this.cql = cql;
    this.kind = kind;
    this.type = type;
    this.version = version;
    remembered = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(LONGEST)
        .ticker(version.ticker()).executor(Runnable::run)
        .build(known -> found(cql.first(FIND, kind, known.key())));
  }

  /** The key first: without its value it is not listed. */
  @Override
  public void save(String key, T value) {
    String storable = Text.storable(key);
    write(cql, kind, storable, Json.text(value));
    version.changed();
  }

  @Override
  public @Nullable T find(String key) {
    return remembered.get(new Known(version.current(), Text.storable(key))).value();
  }

  static void write(Cql cql, String kind, String key, String json) {
    Cql.await(cql.send(SAVE_KEY, kind, key));
    Cql.await(cql.send(SAVE, kind, key, json));
  }

  /** Null if there is none. */
  static @Nullable String json(Cql cql, String kind, String key) {
    Row row = cql.first(FIND, kind, key);
    return row == null ? null : row.getString("json");
  }

  /** In the order of their keys. */
  @Override
  public List<T> all() {
    List<CompletableFuture<AsyncResultSet>> answers = new ArrayList<>();
    Iterator<Row> keys = cql.rows(KEYS, kind);
    keys.forEachRemaining(row -> answers.add(cql.send(FIND, kind, Columns.text(row, "key"))));
    List<T> all = new ArrayList<>();
    for (CompletableFuture<AsyncResultSet> answer : answers) {
      T value = found(Cql.await(answer).one()).value();
      if (value != null) {
        all.add(value);
      }
    }
    return all;
  }

  private Found<T> found(@Nullable Row row) {
    return new Found<>(row == null ? null : Json.read(Columns.text(row, "json"), type));
  }
}
