package io.jukwaa.store;

import io.jukwaa.resource.Lease;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Key-value records of a tenant, shared by all its apps. Keys are (tenant, key) pairs, never concatenated. */
public interface KeyValueStore {
  /**
   * What a write did.
   *
   * @param stored false if it needed a new key and the tenant may have no more
   * @param created whether it made a new key
   * @param keys live keys of the tenant after it
   */
  record Write(boolean stored, boolean created, int keys) {}

  /** @param value the new number; meaningless if not stored */
  record Increment(Write write, long value) {}

  /**
   * The same records for a run under this lease: once a run under a greater token of the same app and user has read or
   * written anything, whatever this one asks for is refused with {@link StoreException}, so that a host which was halted
   * and taken for dead overwrites nothing when it goes on. The same store where no lease can be lost.
   */
  default KeyValueStore under(Lease lease) {
    return this;
  }

  /** The value as JSON text; null when absent or expired. */
  @Nullable
  String get(String tenant, String key);

  /**
   * Writes a value, replacing value and expiry.
   *
   * @param json the value as JSON text
   * @param expiry from now; null or zero keeps it for ever
   * @param limit the write is refused if it would bring the tenant's live keys to this number
   */
  Write put(String tenant, String key, String json, @Nullable Duration expiry, int limit);

  /** Removes a record; whether there was one. */
  boolean delete(String tenant, String key);

  /**
   * Adds to a whole number, from 0 if absent, keeping its expiry. Atomic.
   *
   * @throws io.jukwaa.resource.CommandException if the record holds something else or the sum leaves 64 bits
   */
  Increment increment(String tenant, String key, long amount, int limit);

  /** Live records in order of their keys, at most {@code limit}: key to JSON text. */
  Map<String, String> list(String tenant, int limit);
}
