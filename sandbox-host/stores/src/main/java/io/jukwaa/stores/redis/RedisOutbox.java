package io.jukwaa.stores.redis;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Outbox;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.ResultColumn;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A hash for each message, and three queues for each channel: what is concluded, replies, bulk. What is settled leaves
 * texts that end by themselves. Whether something has ended decides the time that is given, not Redis' time to live, which
 * only tidies up.
 *
 * <p>One round trip each; now and then two to put a message in, and two or three for {@link #channels}. Thread-safe.
 */
final class RedisOutbox implements Outbox {
  /** Digits before the id in a queue. */
  private static final int PLACE = 16;

  private final RedisLink link;
  private final KeyNames names;
  private final InstantSource clock;
  private final OutboxChannels channels;

  RedisOutbox(RedisLink link, KeyNames names, InstantSource clock) {
    this.link = link;
    this.names = names;
    this.clock = clock;
    channels = new OutboxChannels(link, names);
  }

  /**
   * A message as it is in its channel.
   *
   * @param since when it was put in; of one that is concluded null
   */
  record Found(Entry entry, long due, @Nullable Long since) {}

  /** What of a message never changes. */
  private record Stored(Priority priority, long expires, Map<String, @Nullable Object> message) {}

  @Override
  public boolean put(Entry entry, Instant due) {
    long now = Time.micros(clock.instant());
    return put(entry, Time.micros(due), now);
  }

  /** The same with the time at which another engine was given it, and the attempts made there; times in microseconds. */
  boolean put(Entry entry, long due, long since) {
    String channel = entry.channel();
    String id = id(entry.message().messageId());
    channels.list(channel);
    return RedisLink.number(link.ask(Script.OUTBOX_PUT,
        List.of(names.outboxMessage(channel, id), names.outboxLeft(channel, id), names.outboxPlace(channel),
            queue(channel, entry.priority()), names.outboxSince(channel)),
        id, Time.micros(clock.instant()), due, since, match(entry.app(), entry.message().messageId()),
        Json.text(new Stored(entry.priority(), Time.micros(entry.expires()), entry.message().json().members())),
        entry.attempts())) == 1;
  }

  @Override
  public Set<String> channels() {
    return channels.withMessages();
  }

  @Override
  public List<Entry> due(String channel, Instant now, int limit) {
    List<String> keys = new ArrayList<>(List.of(names.outboxSince(channel)));
    keys.addAll(names.outboxQueues(channel));
    Response due = Objects.requireNonNull(
        link.ask(Script.OUTBOX_DUE, keys, Time.micros(now), limit, names.outboxMessage(channel, "")));
    return due.stream().map(message -> entry(channel, message)).toList();
  }

  @Override
  public void postpone(String channel, String messageId, Instant due) {
    link.ask(Script.OUTBOX_POSTPONE, List.of(names.outboxMessage(channel, id(messageId)),
        queue(channel, Priority.REPLY), queue(channel, Priority.BULK)), Time.micros(due));
  }

  @Override
  public void conclude(String channel, String messageId, Result result, Instant now) {
    String id = id(messageId);
    List<String> keys = new ArrayList<>();
    keys.add(names.outboxMessage(channel, id));
    keys.addAll(names.outboxQueues(channel));
    keys.add(names.outboxSince(channel));
    if (result instanceof Result.Sent sent) {
      sent.ids().forEach(sentId -> keys.add(names.outboxSent(channel, id(sentId))));
    }
    link.ask(Script.OUTBOX_CONCLUDE, keys, id, ResultColumn.text(result), Time.micros(now));
  }

  @Override
  public void settle(String channel, String messageId, Instant now) {
    String id = id(messageId);
    List<String> keys = new ArrayList<>(List.of(names.outboxMessage(channel, id), names.outboxLeft(channel, id),
        names.outboxPlace(channel)));
    keys.addAll(names.outboxQueues(channel));
    link.ask(Script.OUTBOX_SETTLE, keys, Time.micros(now.plus(REMEMBERED)), REMEMBERED.toMillis());
  }

  @Override
  public @Nullable Match match(String channel, Receipt receipt, Instant now) {
    String sentId = id(receipt.sentId());
    Response found = link.ask(Script.OUTBOX_MATCH,
        List.of(names.outboxSent(channel, sentId), names.outboxEarly(channel, sentId)), Time.micros(now),
        Json.text(receipt), Time.micros(now.plus(EARLY)), EARLY.toMillis(), MOST_EARLY);
    return found == null ? null : Json.read(found.toString(), Match.class);
  }

  @Override
  public List<Receipt> early(String channel, String sentId, Instant now) {
    List<Receipt> receipts = new ArrayList<>();
    Objects.requireNonNull(
        link.ask(Request.cmd(Command.LRANGE).arg(names.outboxEarly(channel, id(sentId))).arg(0).arg(-1)))
        .forEach(kept -> {
          String[] endAndReceipt = kept.toString().split("\n", 2);
          if (Long.parseLong(endAndReceipt[0]) > Time.micros(now)) {
            receipts.add(Json.read(endAndReceipt[1], Receipt.class));
          }
        });
    return receipts;
  }

  @Override
  public Backlog backlog(String channel) {
    Response backlog = Objects.requireNonNull(link.ask(Script.OUTBOX_BACKLOG, List.of(names.outboxSince(channel))));
    return new Backlog(RedisLink.number(backlog.get(0)),
        backlog.size() == 1 ? null : Time.instant(micros(backlog.get(1))));
  }

  /** Looks at all that is not settled of the channel. */
  @Override
  public long erase(String channel, String address, String pseudonym, Instant now) {
    long waited = 0;
    for (String queue : names.outboxQueues(channel)) {
      Response members = Objects.requireNonNull(link.ask(Request.cmd(Command.ZRANGE).arg(queue).arg(0).arg(-1)));
      for (Response member : members) {
        waited += erase(channel, member.toString().substring(PLACE), address, pseudonym, now);
      }
    }
    return waited;
  }

  private long erase(String channel, String id, String address, String pseudonym, Instant now) {
    Response fields = link.ask(Request.cmd(Command.HGET).arg(names.outboxMessage(channel, id)).arg("fields"));
    if (fields == null) {
      return 0;
    }
    Stored stored = Json.read(fields.toString(), Stored.class);
    UserMessage message = new UserMessage(Fields.of(stored.message()));
    if (!address.equals(message.toAddr())) {
      return 0;
    }
    String left = Json.text(new Stored(stored.priority(), stored.expires(),
        message.erased(address, pseudonym).json().members()));
    List<String> keys = new ArrayList<>(List.of(names.outboxMessage(channel, id), names.outboxLeft(channel, id),
        names.outboxSince(channel)));
    keys.addAll(names.outboxQueues(channel));
    return RedisLink.number(link.ask(Script.OUTBOX_ERASE, keys, id, left, Time.micros(now.plus(REMEMBERED)),
        REMEMBERED.toMillis()));
  }

  /** What is not settled of the channel and has this id; null if nothing. */
  @Nullable
  Found find(String channel, String messageId) {
    String id = id(messageId);
    List<String> keys = new ArrayList<>(List.of(names.outboxMessage(channel, id), names.outboxSince(channel)));
    keys.addAll(names.outboxQueues(channel));
    Response found = link.ask(Script.OUTBOX_FIND, keys, id);
    if (found == null) {
      return null;
    }
    String since = found.get(5).toString();
    return new Found(entry(channel, found), micros(found.get(4)), since.isEmpty() ? null : micros(found.get(5)));
  }

  /** Takes over what another engine remembers of a message that has left. */
  void remember(Kept.Left left, Duration rest) {
    long millis = rest.toMillis() + 1; // rounded up: Redis forgets it after the time has come
    List<CompletableFuture<@Nullable Response>> answers = new ArrayList<>();
    texts(left).forEach((key, text) -> answers
        .add(link.send(Request.cmd(Command.SET).arg(key).arg(text).arg("PX").arg(millis))));
    answers.forEach(RedisLink::await);
  }

  /** Whether all of it is here. */
  boolean remembers(Kept.Left left) {
    Map<String, String> texts = texts(left);
    Request get = Request.cmd(Command.MGET);
    texts.keySet().forEach(get::arg);
    List<String> found = Objects.requireNonNull(link.ask(get)).stream().map(String::valueOf).toList();
    return found.equals(List.copyOf(texts.values()));
  }

  /** By key, as the scripts write them. */
  private Map<String, String> texts(Kept.Left left) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(names.outboxLeft(left.channel(), id(left.messageId())), String.valueOf(left.ends()));
    left.sentIds().forEach(sentId -> texts.put(names.outboxSent(left.channel(), id(sentId)),
        left.ends() + "\n" + match(left.app(), left.messageId())));
    return texts;
  }

  private String queue(String channel, Priority priority) {
    List<String> queues = names.outboxQueues(channel);
    return switch (priority) {
      case REPLY -> queues.get(1);
      case BULK -> queues.get(2);
    };
  }

  /** @param message app and id, other fields, attempts, result; the last null or without length if there is none */
  private static Entry entry(String channel, Response message) {
    Match match = Json.read(message.get(0).toString(), Match.class);
    Stored stored = Json.read(message.get(1).toString(), Stored.class);
    String result = Objects.toString(message.get(3), "");
    return new Entry(channel, match.app(), new UserMessage(Fields.of(stored.message())), stored.priority(),
        Time.instant(stored.expires()), Math.toIntExact(RedisLink.number(message.get(2))),
        ResultColumn.result(result.isEmpty() ? null : result));
  }

  private static String match(String app, String messageId) {
    return Json.text(new Match(app, messageId));
  }

  private static String id(String id) {
    return Text.storable(id);
  }

  /** A score. */
  private static long micros(Response score) {
    return (long) Double.parseDouble(score.toString());
  }
}
