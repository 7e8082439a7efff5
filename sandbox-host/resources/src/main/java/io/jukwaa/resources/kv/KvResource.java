package io.jukwaa.resources.kv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.CommandException;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Lease;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.KeyValueStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Key-value records of the caller's tenant. All its apps share them and one quota: a write that needs a new key fails
 * once the tenant would hold {@link io.jukwaa.resource.Tenant#maxKeys} live ones, and warns in the app's log from four
 * fifths of that on. Thread-safe; blocks on the store.
 */
public final class KvResource implements Resource {
  /** Longest key, in UTF-16 units. The original had no limit; its apps' keys are far shorter. */
  public static final int MAX_KEY = 256;

  private static final ObjectMapper JSON = new ObjectMapper();
  /** More than any Redis would take; keeps sums of times in range. */
  private static final long MAX_SECONDS = 10_000_000_000L;
  private static final String NOT_AN_INTEGER = "value is not an integer or out of range";

  private final KeyValueStore store;
  private final AppLog log;
  private final Execution execution;
  private final Map<String, Operation> operations = Map.of("set", this::set, "get", this::get, "delete", this::delete,
      "incr", this::increment);

  /** @param execution as the store needs it; never {@link Execution#APART}: a record has the value written last */
  public KvResource(KeyValueStore store, AppLog log, Execution execution) {
    this.store = store;
    this.log = log;
    this.execution = execution;
  }

  @Override
  public String name() {
    return "kv";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Execution execution() {
    return execution;
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Reply set(Caller caller, Fields arguments) {
    String key = key(arguments);
    Object seconds = arguments.value("seconds");
    if (seconds != null && !(seconds instanceof Boolean) && !PythonText.isInteger(seconds)) {
      return Reply.failure("seconds must be a number or null");
    }
    Duration expiry = expiry(seconds);
    String json = json(arguments.value("value"));
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > caller.tenant().limits().valueBytes()) {
      return Reply
          .failure("Value too large: " + bytes + " bytes (limit: " + caller.tenant().limits().valueBytes() + ")");
    }
    KeyValueStore.Write write = records(caller).put(caller.tenant().key(), key, json, expiry,
        caller.tenant().maxKeys());
    return write.stored() ? stored(caller, write, Map.of()) : tooManyKeys(caller);
  }

  private Reply get(Caller caller, Fields arguments) {
    String json = records(caller).get(caller.tenant().key(), key(arguments));
    return Reply.of("value", json == null ? null : value(json));
  }

  private Reply delete(Caller caller, Fields arguments) {
    return Reply.of("existed", records(caller).delete(caller.tenant().key(), key(arguments)));
  }

  private Reply increment(Caller caller, Fields arguments) {
    String key = key(arguments);
    Object amount = arguments.has("amount") ? arguments.value("amount") : Integer.valueOf(1);
    if (!(amount instanceof Integer || amount instanceof Long)) {
      return Reply.failure(NOT_AN_INTEGER);
    }
    KeyValueStore.Increment done;
    try {
      done = records(caller).increment(caller.tenant().key(), key, ((Number) amount).longValue(),
          caller.tenant().maxKeys());
    } catch (CommandException e) {
      return Reply.failure(NOT_AN_INTEGER);
    }
    return done.write().stored() ? stored(caller, done.write(), Map.of("value", done.value())) : tooManyKeys(caller);
  }

  private KeyValueStore records(Caller caller) {
    Lease lease = caller.run().lease();
    return lease == null ? store : store.under(lease);
  }

  private Reply stored(Caller caller, KeyValueStore.Write write, Map<String, ?> result) {
    int hard = caller.tenant().maxKeys();
    int soft = (int) (hard * 8L / 10);
    if (write.created() && write.keys() > soft && write.keys() < hard) {
      log.append(caller.app(), AppLog.WARNING, ("Redis soft limit of %d keys reached for sandbox %s. "
          + "Once the hard limit of %d is reached no more keys can be written.")
          .formatted(soft, caller.tenant().key(), hard));
    }
    return Reply.of(new LinkedHashMap<String, @Nullable Object>(result));
  }

  private Reply tooManyKeys(Caller caller) {
    log.append(caller.app(), AppLog.ERROR,
        "Redis hard limit of %d keys reached for sandbox %s. No more keys can be written."
            .formatted(caller.tenant().maxKeys(), caller.tenant().key()));
    return Reply.failure("Too many keys");
  }

  private static String key(Fields arguments) {
    if (!(arguments.value("key") instanceof String key)) {
      throw new CommandException("sequence item 2: expected string, %s found"
          .formatted(PythonText.typeName(arguments.value("key"))));
    }
    if (key.isEmpty() || key.length() > MAX_KEY || hasLoneSurrogate(key)) {
      throw new InvalidFieldException("key", key, "1 to " + MAX_KEY + " characters of well-formed text");
    }
    return key;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  /** Python took booleans for 0 and 1, and 0 for no expiry. */
  private static @Nullable Duration expiry(@Nullable Object seconds) {
    if (seconds == null || Boolean.FALSE.equals(seconds)) {
      return null;
    }
    long count = Boolean.TRUE.equals(seconds)
        ? 1
        : seconds instanceof Integer || seconds instanceof Long
            ? ((Number) seconds).longValue()
            : -1;
    if (count < 0 || count > MAX_SECONDS) {
      throw new CommandException("invalid expire time in setex");
    }
    return count == 0 ? null : Duration.ofSeconds(count);
  }

  private static String json(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new InvalidFieldException("value", "not shown", "a JSON value nested less deeply");
    }
  }

  private static @Nullable Object value(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new CommandException("value: not JSON (expected: a record written by kv.set or kv.incr)");
    }
  }
}
