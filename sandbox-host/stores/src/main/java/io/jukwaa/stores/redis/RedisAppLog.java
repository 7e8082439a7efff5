package io.jukwaa.stores.redis;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.LogText;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import io.jukwaa.stores.repeat.RepeatedWrites;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One list an app, cut with each line. A line is {@code microsecond level text}. Appending waits for no round trip,
 * reading for one: it comes behind what was appended before.
 *
 * <p>A line that is lost with the server is sent again until it is there, with its own time, behind later ones, and
 * perhaps twice.
 */
final class RedisAppLog implements AppLog {
  /** So many writes may wait for a server that is gone; further lines are given up. */
  private static final int MOST_REPEATED = 5_000;

  private final RedisLink link;
  private final UnawaitedWrites unawaited;
  private final RepeatedWrites repeated;
  private final KeyNames names;
  private final InstantSource clock;

  RedisAppLog(RedisLink link, UnawaitedWrites unawaited, RepeatedWrites repeated, KeyNames names, InstantSource clock) {
    this.link = link;
    this.unawaited = unawaited;
    this.repeated = repeated;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public void append(App app, int level, String text) {
    String line = text(clock.instant(), level, Text.storable(LogText.safe(text)));
    List<String> log = List.of(names.log(app.key()));
    unawaited.add(link.run(Script.LOG_APPEND, log, line, KEPT).whenComplete((_, failure) -> {
      if (failure != null && repeated.pending() < MOST_REPEATED) {
        repeated.add(() -> link.tell(Script.LOG_APPEND, log, line, KEPT));
      }
    }));
  }

  @Override
  public List<Line> tail(App app, int limit) {
    int most = Math.clamp(limit, 0, KEPT);
    if (most == 0) {
      return List.of();
    }
    Response lines = link.ask(Request.cmd(Command.LRANGE).arg(names.log(app.key())).arg(-most).arg(-1));
    return lines == null ? List.of() : lines.stream().map(RedisAppLog::line).toList();
  }

  @Override
  public long remove(App app, Predicate<String> text) {
    String log = names.log(app.key());
    Response lines = link.ask(Request.cmd(Command.LRANGE).arg(log).arg(0).arg(-1));
    long removed = 0;
    for (String line : lines == null ? List.<String>of() : lines.stream().map(String::valueOf).distinct().toList()) {
      if (text.test(line.split(" ", 3)[2])) {
        removed += RedisLink.number(link.ask(Request.cmd(Command.LREM).arg(log).arg(0).arg(line)));
      }
    }
    return removed;
  }

  static String text(Instant time, int level, String text) {
    return Time.micros(time) + " " + level + " " + text;
  }

  private static Line line(@Nullable Response stored) {
    String[] parts = String.valueOf(stored).split(" ", 3);
    return new Line(Time.instant(Long.parseLong(parts[0])), Integer.parseInt(parts[1]), parts[2]);
  }
}
