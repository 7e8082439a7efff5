package io.jukwaa.stores.redis;

import io.jukwaa.store.UsageStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One hash a tenant and hour, and the tenant's hours in order. Adding waits for no round trip; reading for two, of
 * which the second asks for all hours at once.
 */
final class RedisUsageStore implements UsageStore {
  private static final List<String> SUMS = List.of("runs", "stopped", "cpu", "allocated", "requests", "output");

  private final RedisLink link;
  private final UnawaitedWrites unawaited;
  private final KeyNames names;

  RedisUsageStore(RedisLink link, UnawaitedWrites unawaited, KeyNames names) {
    this.link = link;
    this.unawaited = unawaited;
    this.names = names;
  }

  @Override
  public void add(String tenant, Instant time, Hour used) {
    write(Script.USAGE_ADD, tenant, time.truncatedTo(ChronoUnit.HOURS).getEpochSecond(), used);
  }

  /** Whatever the hour had before, it has these sums. */
  void set(String tenant, Hour used) {
    write(Script.USAGE_SET, tenant, used.hour().getEpochSecond(), used);
  }

  @Nullable
  Hour find(String tenant, Instant hour) {
    Response found = RedisLink.await(sums(tenant, hour.getEpochSecond()));
    return found == null || found.get(0) == null ? null : hour(hour.getEpochSecond(), found);
  }

  private void write(Script script, String tenant, long hour, Hour used) {
    unawaited.add(link.run(script, List.of(names.usage(tenant), names.usage(tenant, hour)), hour,
        SUMS.get(0), used.runs(), SUMS.get(1), used.stopped(), SUMS.get(2), used.cpuNanos(), SUMS.get(3),
        used.allocatedBytes(), SUMS.get(4), used.requests(), SUMS.get(5), used.outputBytes()));
  }

  @Override
  public List<Hour> latest(String tenant, int limit) {
    if (limit <= 0) {
      return List.of();
    }
    Response hours = link.ask(Request.cmd(Command.ZRANGE).arg(names.usage(tenant)).arg(0).arg(limit - 1).arg("REV"));
    List<Long> found = hours == null ? List.of() : hours.stream().map(RedisLink::number).toList();
    List<CompletableFuture<@Nullable Response>> sums = found.stream().map(hour -> sums(tenant, hour)).toList();
    List<Hour> latest = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      latest.add(hour(found.get(i), Objects.requireNonNull(RedisLink.<@Nullable Response>await(sums.get(i)))));
    }
    return latest;
  }

  private CompletableFuture<@Nullable Response> sums(String tenant, long hour) {
    Request request = Request.cmd(Command.HMGET).arg(names.usage(tenant, hour));
    SUMS.forEach(request::arg);
    return link.send(request);
  }

  private static Hour hour(long seconds, Response sums) {
    List<Long> numbers = sums.stream().map(RedisLink::number).toList();
    return new Hour(Instant.ofEpochSecond(seconds), numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3),
        numbers.get(4), numbers.get(5));
  }
}
