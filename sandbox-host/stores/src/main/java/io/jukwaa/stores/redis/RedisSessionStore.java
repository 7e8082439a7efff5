package io.jukwaa.stores.redis;

import io.jukwaa.store.SessionStore;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text a session, which Redis forgets when the session has ended. One round trip each; saving before a flush waits
 * for none.
 */
final class RedisSessionStore implements SessionStore {
  private final RedisLink link;
  private final UnawaitedWrites unawaited;
  private final KeyNames names;
  private final InstantSource clock;

  RedisSessionStore(RedisLink link, UnawaitedWrites unawaited, KeyNames names, InstantSource clock) {
    this.link = link;
    this.unawaited = unawaited;
    this.names = names;
    this.clock = clock;
  }

  /** @param expires in microseconds since 1970 */
  private record Stored(Map<String, String> state, long expires) {}

  @Override
  public @Nullable Session find(String channel, String id) {
    Response text = link.ask(Request.cmd(Command.GET).arg(name(channel, id)));
    if (text == null) {
      return null;
    }
    Stored stored = Json.read(text.toString(), Stored.class);
    Instant expires = Time.instant(stored.expires());
    return expires.isAfter(clock.instant()) ? new Session(channel, id, stored.state(), expires) : null;
  }

  @Override
  public void save(Session session) {
    link.ask(saving(session));
  }

  @Override
  public void saveBeforeFlush(Session session) {
    unawaited.add(link.send(saving(session)));
  }

  private Request saving(Session session) {
    String name = name(session.channel(), session.id());
    // Counted from now on and rounded up: Redis forgets it after the clock has said that it is over.
    long millis = Duration.between(clock.instant(), session.expires()).toMillis() + 1;
    String text = Json.text(new Stored(session.state(), Time.micros(session.expires())));
    return millis > 0
        ? Request.cmd(Command.SET).arg(name).arg(text).arg("PX").arg(millis)
        : Request.cmd(Command.DEL).arg(name);
  }

  @Override
  public void remove(String channel, String id) {
    link.ask(Request.cmd(Command.DEL).arg(name(channel, id)));
  }

  private String name(String channel, String id) {
    return names.session(channel, Text.storable(id));
  }
}
