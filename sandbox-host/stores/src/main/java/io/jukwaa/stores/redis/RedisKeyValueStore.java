package io.jukwaa.stores.redis;

import io.jukwaa.resource.CommandException;
import io.jukwaa.resource.Lease;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's records: one hash, one sorted set of its keys and one of those that expire, changed by one script each
 * time.
 *
 * <p>Live keys are all in the hash but those whose expiry has come, which the sorted set counts without looking at
 * them. So the count is exact at any moment, although each write removes only some of what has expired. Redis' own
 * time to live would take keys away behind the count's back.
 *
 * <p>One round trip each; {@link #list} has one for each 1,000 records, and is no snapshot beyond the first.
 */
final class RedisKeyValueStore implements KeyValueStore {
  /** Other calls wait while a script runs. */
  private static final int PAGE = 1_000;
  private static final int OVERFLOW = -2;

  private final RedisLink link;
  private final KeyNames names;
  private final InstantSource clock;
  private final Duration longest;
  private final @Nullable Lease lease;

  /** @param longest how long a lease lasts that nobody gives back: longer than any run */
  RedisKeyValueStore(RedisLink link, KeyNames names, InstantSource clock, Duration longest) {
    this(link, names, clock, longest, null);
  }

  private RedisKeyValueStore(RedisLink link, KeyNames names, InstantSource clock, Duration longest,
      @Nullable Lease lease) {
    this.link = link;
    this.names = names;
    this.clock = clock;
    this.longest = longest;
    this.lease = lease;
  }

  @Override
  public KeyValueStore under(Lease given) {
    return new RedisKeyValueStore(link, names, clock, longest, given);
  }

  @Override
  public @Nullable String get(String tenant, String key) {
    Response value = send(Script.RECORD_GET, tenant, now(), Text.storable(key));
    return value == null ? null : value.toString();
  }

  @Override
  public Write put(String tenant, String key, String json, @Nullable Duration expiry, int limit) {
    long now = now();
    Object expires = expiry == null || expiry.isZero() ? "" : now + Time.micros(expiry);
    return write(ask(Script.RECORD_PUT, tenant, now, Text.storable(key), Text.storableJson(json), expires, limit));
  }

  @Override
  public boolean delete(String tenant, String key) {
    return RedisLink.number(ask(Script.RECORD_DELETE, tenant, now(), Text.storable(key))) == 1;
  }

  @Override
  public Increment increment(String tenant, String key, long amount, int limit) {
    Response outcome = ask(Script.RECORD_INCREMENT, tenant, now(), Text.storable(key), amount, limit);
    long code = RedisLink.number(outcome.get(0));
    if (code < 0) {
      throw new CommandException(code == OVERFLOW
          ? "increment or decrement would overflow"
          : "value is not an integer or out of range");
    }
    return new Increment(write(outcome), RedisLink.number(outcome.get(3)));
  }

  @Override
  public Map<String, String> list(String tenant, int limit) {
    Map<String, String> found = new LinkedHashMap<>();
    String from = "-";
    for (int most = page(limit, found); most > 0;) {
      Response page = ask(Script.RECORD_LIST, tenant, now(), from, most);
      Response keys = page.get(0);
      for (int i = 0; i < keys.size(); i++) {
        Response value = page.get(1).get(i);
        if (value != null) {
          found.put(keys.get(i).toString(), value.toString());
        }
      }
      from = keys.size() == 0 ? from : "(" + keys.get(keys.size() - 1);
      most = keys.size() < most ? 0 : page(limit, found);
    }
    return found;
  }

  private static int page(int limit, Map<String, String> found) {
    return Math.min(PAGE, limit - found.size());
  }

  private static Write write(Response outcome) {
    return new Write(RedisLink.number(outcome.get(0)) == 1, RedisLink.number(outcome.get(1)) == 1,
        Math.toIntExact(RedisLink.number(outcome.get(2))));
  }

  private Response ask(Script script, String tenant, Object... arguments) {
    return Objects.requireNonNull(send(script, tenant, arguments));
  }

  private @Nullable Response send(Script script, String tenant, Object... arguments) {
    List<String> keys = names.records(tenant);
    if (lease == null) {
      return link.ask(script, keys, arguments);
    }
    String newest = names.newestLease(tenant, lease.app(), Text.storable(lease.user()));
    return link.ask(script, Stream.concat(keys.stream(), Stream.of(newest)).toList(),
        Stream.concat(Stream.of(arguments), Stream.of(lease.token(), longest.toMillis())).toArray());
  }

  private long now() {
    return Time.micros(clock.instant());
  }
}
