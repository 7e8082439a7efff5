package io.jukwaa.stores.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The list of channels that may have messages. It is not in the slot of any of them, so no script changes both: a channel
 * is listed before anything is put into it, again each minute, and taken off the list only when it had nothing after
 * an hour in which nobody listed it. Thread-safe.
 */
final class OutboxChannels {
  /** So long a process relies on it that a channel which it has listed is on the list. */
  private static final Duration LISTED = Duration.ofMinutes(1);
  /** So long nobody takes it off: much longer than a message may be on its way after {@link #LISTED}. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final RedisLink link;
  private final KeyNames names;
  /** When this process has listed a channel, as {@link System#nanoTime} tells it. */
  private final Map<String, Long> listed = new ConcurrentHashMap<>();

  OutboxChannels(RedisLink link, KeyNames names) {
    this.link = link;
    this.names = names;
  }

  /** Returns when the channel is on the list, and will be for a while; seldom a round trip. */
  void list(String channel) {
    long now = System.nanoTime();
    Long before = listed.get(channel);
    if (before == null || now - before > LISTED.toNanos()) {
      link.ask(Script.OUTBOX_LIST, List.of(names.outboxChannels()), channel);
      listed.put(channel, now);
    }
  }

  /** Those that have messages. Two round trips, or three if there are old ones without. */
  Set<String> withMessages() {
    Map<String, CompletableFuture<@Nullable Response>> queues = new LinkedHashMap<>();
    Map<String, String> old = new LinkedHashMap<>();
    Response all = Objects.requireNonNull(
        link.ask(Script.OUTBOX_CHANNELS, List.of(names.outboxChannels()), KEPT.toSeconds()));
    for (int i = 0; i < all.size(); i += 2) {
      String channel = all.get(i).toString();
      old.put(channel, all.get(i + 1).toString());
      Request exists = Request.cmd(Command.EXISTS);
      names.outboxQueues(channel).forEach(exists::arg);
      queues.put(channel, link.send(exists));
    }
    Set<String> found = new TreeSet<>();
    queues.forEach((channel, count) -> {
      if (RedisLink.number(RedisLink.await(count)) > 0) {
        found.add(channel);
      }
    });
    old.keySet().removeAll(found);
    unlist(old);
    return found;
  }

  /** @param seen channels without messages, and when they were listed; without length if that was not long ago */
  void unlist(Map<String, String> seen) {
    List<Object> arguments = new ArrayList<>();
    seen.forEach((channel, second) -> {
      if (!second.isEmpty()) {
        arguments.add(channel);
        arguments.add(second);
      }
    });
    if (!arguments.isEmpty()) {
      link.ask(Script.OUTBOX_UNLIST, List.of(names.outboxChannels()), arguments.toArray());
    }
  }
}
