package io.jukwaa.stores.redis;

import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.stores.format.Time;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One hash of marks a channel, and one of counts an hour. Each question is asked at once, whatever it asks for. */
final class RedisChannelStatusStore implements ChannelStatusStore {
  /** An hour may be added to until it has ended. */
  private static final long SECONDS = KEPT.plus(KEPT.dividedBy(7)).toSeconds();

  private final RedisLink link;
  private final KeyNames names;

  RedisChannelStatusStore(RedisLink link, KeyNames names) {
    this.link = link;
    this.names = names;
  }

  @Override
  public void add(String channel, Instant hour, Status seen) {
    List<Object> arguments = new ArrayList<>(List.of(SECONDS, seen.marks().size()));
    seen.marks().forEach((name, mark) -> arguments.addAll(List.of(name, Time.micros(mark.at()), mark.text())));
    seen.counts().forEach((name, count) -> arguments.addAll(List.of(name, count)));
    link.ask(Script.CHANNEL_ADD, List.of(names.channelMarks(channel), hour(channel, hour)), arguments.toArray());
  }

  @Override
  public void remove(String channel, Set<String> marks) {
    if (!marks.isEmpty()) {
      Request request = Request.cmd(Command.HDEL).arg(names.channelMarks(channel));
      marks.forEach(request::arg);
      link.ask(request);
    }
  }

  @Override
  public Status status(String channel, Instant from, Instant to) {
    CompletableFuture<@Nullable Response> asked = link.send(all(names.channelMarks(channel)));
    List<CompletableFuture<@Nullable Response>> hours = new ArrayList<>();
    for (Instant hour = from.truncatedTo(ChronoUnit.HOURS); !hour.isAfter(to); hour = hour.plus(1, ChronoUnit.HOURS)) {
      hours.add(link.send(all(hour(channel, hour))));
    }
    Map<String, Mark> marks = new HashMap<>();
    pairs(asked).forEach((name, text) -> {
      int blank = text.indexOf(' ');
      marks.put(name, new Mark(Time.instant(Long.parseLong(text.substring(0, blank))), text.substring(blank + 1)));
    });
    Map<String, Long> counts = new HashMap<>();
    for (CompletableFuture<@Nullable Response> each : hours) {
      pairs(each).forEach((name, count) -> counts.merge(name, Long.parseLong(count), Long::sum));
    }
    return new Status(marks, counts);
  }

  private String hour(String channel, Instant hour) {
    return names.channelHour(channel, hour.truncatedTo(ChronoUnit.HOURS).getEpochSecond());
  }

  private static Request all(String key) {
    return Request.cmd(Command.HGETALL).arg(key);
  }

  private static Map<String, String> pairs(CompletableFuture<@Nullable Response> asked) {
    Response found = RedisLink.<@Nullable Response>await(asked);
    Map<String, String> pairs = new HashMap<>();
    if (found != null) {
      found.getKeys().forEach(name -> pairs.put(name, String.valueOf(found.get(name))));
    }
    return pairs;
  }
}
