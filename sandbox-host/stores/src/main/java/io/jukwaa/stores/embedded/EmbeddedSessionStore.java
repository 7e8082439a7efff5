package io.jukwaa.stores.embedded;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jukwaa.store.SessionStore;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open sessions; every session stored takes those that expired out with it. */
final class EmbeddedSessionStore implements SessionStore {
  private static final TypeReference<Map<String, String>> STATE = new TypeReference<>() {};

  private final EmbeddedDatabase database;
  private final InstantSource clock;

  EmbeddedSessionStore(EmbeddedDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public @Nullable Session find(String channel, String id) {
    long now = now();
    return database.look(sql -> sql.first(
        "select channel, id, state, expires from session where channel = ? and id = ? and expires > ?",
        EmbeddedSessionStore::session, channel, id, now));
  }

  @Override
  public void save(Session session) {
    String state = Json.text(session.state());
    long now = now();
    database.write(sql -> {
      sql.run("delete from session where expires <= ?", now);
      return sql.run("insert into session (channel, id, state, expires) values (?, ?, ?, ?)"
          + " on conflict (channel, id) do update set state = excluded.state, expires = excluded.expires",
          session.channel(), session.id(), state, Time.micros(session.expires()));
    });
  }

  @Override
  public void saveBeforeFlush(Session session) {
    save(session);
  }

  @Override
  public void remove(String channel, String id) {
    database.write(sql -> sql.run("delete from session where channel = ? and id = ?", channel, id));
  }

  static Session session(ResultSet row) throws SQLException {
    return new Session(row.getString(1), row.getString(2), Json.read(row.getString(3), STATE),
        Time.instant(row.getLong(4)));
  }

  private long now() {
    return Time.micros(clock.instant());
  }
}
