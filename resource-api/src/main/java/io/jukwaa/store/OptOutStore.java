package io.jukwaa.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who does not want to hear from a tenant. */
public interface OptOutStore {
  /**
   * @param addressType {@code msisdn} in practice
   * @param messageId the message that asked for it
   */
  record OptOut(String addressType, String address, String messageId, Instant createdAt) {}

  @Nullable
  OptOut find(String tenant, String addressType, String address);

  /** Stores it, replacing an earlier one of this address. */
  void save(String tenant, OptOut optOut);

  /** Forgets it; no error if there is none. */
  void remove(String tenant, String addressType, String address);

  long count(String tenant);

  /** The newest first. */
  List<OptOut> list(String tenant, int limit);
}
