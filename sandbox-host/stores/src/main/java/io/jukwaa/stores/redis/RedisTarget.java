package io.jukwaa.stores.redis;

import io.jukwaa.store.AppLog;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.SessionStore;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Target;
import io.jukwaa.stores.format.Time;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes what another engine kept. What has expired by now is taken as there: nobody will see it again. */
final class RedisTarget implements Target<Kept.Passing> {
  private final RedisLink link;
  private final KeyNames names;
  private final InstantSource clock;
  private final SessionStore sessions;
  private final RedisInbox inbox;
  private final RedisOutbox outbox;
  private final RedisUsageStore usage;

  RedisTarget(RedisLink link, KeyNames names, InstantSource clock, SessionStore sessions, RedisInbox inbox,
      RedisOutbox outbox, RedisUsageStore usage) {
    this.link = link;
    this.names = names;
    this.clock = clock;
    this.sessions = sessions;
    this.inbox = inbox;
    this.outbox = outbox;
    this.usage = usage;
  }

  @Override
  public void write(Kept.Passing item) {
    switch (item) {
      case Kept.Value it -> put(it);
      case Kept.Session it -> sessions.save(it.session());
      case Kept.Log it -> link.ask(Script.LOG_REPLACE, List.of(names.log(it.app())), lines(it.lines()));
      case Kept.Usage it -> usage.set(it.tenant(), it.hour());
      case Kept.Unfinished it -> RedisLink.await(inbox.put(it.entry()));
      case Kept.Leaving it -> put(it);
      case Kept.Left it -> remember(it);
    }
  }

  @Override
  public boolean holds(Kept.Passing item) {
    return switch (item) {
      case Kept.Value it -> isOver(it.expires()) || holds(it);
      case Kept.Session it -> isOver(Time.micros(it.session().expires()))
          || it.session().equals(sessions.find(it.session().channel(), it.session().id()));
      case Kept.Log it -> List.of(lines(it.lines())).equals(texts(names.log(it.app())));
      case Kept.Usage it -> it.hour().equals(usage.find(it.tenant(), it.hour().hour()));
      case Kept.Unfinished it -> inbox.has(it.entry());
      case Kept.Leaving it -> holds(it);
      case Kept.Left it -> isOver(it.ends()) || outbox.remembers(it);
    };
  }

  private void put(Kept.Value it) {
    link.ask(Script.RECORD_PUT, names.records(it.tenant()), Time.micros(clock.instant()), it.key(), it.json(),
        it.expires() == null ? "" : it.expires(), Integer.MAX_VALUE);
  }

  private void put(Kept.Leaving it) {
    Outbox.Entry entry = it.entry();
    outbox.put(entry, it.due(), it.since());
    if (entry.result() != null) {
      outbox.conclude(entry.channel(), entry.message().messageId(), entry.result(), Time.instant(it.due()));
    }
  }

  private void remember(Kept.Left it) {
    long micros = it.ends() - Time.micros(clock.instant());
    if (micros > 0) {
      outbox.remember(it, Duration.of(micros, ChronoUnit.MICROS));
    }
  }

  /** When it was put in nobody asks of what is concluded. */
  private boolean holds(Kept.Leaving it) {
    Long since = it.entry().result() == null ? it.since() : null;
    return new RedisOutbox.Found(it.entry(), it.due(), since)
        .equals(outbox.find(it.entry().channel(), it.entry().message().messageId()));
  }

  private boolean holds(Kept.Value it) {
    CompletableFuture<@Nullable Response> expires = link
        .send(Request.cmd(Command.ZSCORE).arg(names.records(it.tenant()).getLast()).arg(it.key()));
    Response value = link.ask(Script.RECORD_GET, names.records(it.tenant()), Time.micros(clock.instant()), it.key());
    Response end = RedisLink.await(expires);
    Long ends = end == null ? null : (long) Double.parseDouble(end.toString());
    return value != null && value.toString().equals(it.json()) && Objects.equals(ends, it.expires());
  }

  private boolean isOver(@Nullable Long expires) {
    return expires != null && expires <= Time.micros(clock.instant());
  }

  private List<String> texts(String list) {
    Response lines = link.ask(Request.cmd(Command.LRANGE).arg(list).arg(0).arg(-1));
    return lines == null ? List.of() : lines.stream().map(String::valueOf).toList();
  }

  /** The newest that a list keeps. */
  private static Object[] lines(List<AppLog.Line> lines) {
    return lines.subList(Math.max(0, lines.size() - AppLog.KEPT), lines.size()).stream()
        .map(line -> RedisAppLog.text(line.time(), line.level(), line.text())).toArray();
  }
}
