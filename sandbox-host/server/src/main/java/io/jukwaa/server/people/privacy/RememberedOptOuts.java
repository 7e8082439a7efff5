package io.jukwaa.server.people.privacy;

import io.jukwaa.store.OptOutStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opt-outs, those of people who were deleted among them: theirs are kept under what stands for the address, so that nobody
 * writes to them again when the address comes back. Thread-safe.
 */
public record RememberedOptOuts(OptOutStore store, Pseudonyms pseudonyms) implements OptOutStore {
  @Override
  public @Nullable OptOut find(String tenant, String addressType, String address) {
    OptOut found = store.find(tenant, addressType, address);
    if (found != null || Pseudonyms.is(address)) {
      return found;
    }
    for (String pseudonym : pseudonyms.all(tenant, address)) {
      OptOut remembered = store.find(tenant, addressType, pseudonym);
      if (remembered != null) {
        return new OptOut(addressType, address, remembered.messageId(), remembered.createdAt());
      }
    }
    return null;
  }

  @Override
  public void save(String tenant, OptOut optOut) {
    store.save(tenant, optOut);
  }

  @Override
  public void remove(String tenant, String addressType, String address) {
    store.remove(tenant, addressType, address);
    if (!Pseudonyms.is(address)) {
      pseudonyms.all(tenant, address).forEach(pseudonym -> store.remove(tenant, addressType, pseudonym));
    }
  }

  @Override
  public long count(String tenant) {
    return store.count(tenant);
  }

  @Override
  public List<OptOut> list(String tenant, int limit) {
    return store.list(tenant, limit);
  }

  /** Keeps the opt-out of an address under what stands for it; whether there was one. */
  boolean forget(String tenant, String addressType, String address) {
    OptOut found = store.find(tenant, addressType, address);
    if (found == null) {
      return false;
    }
    store.save(tenant,
        new OptOut(addressType, pseudonyms.of(tenant, address), found.messageId(), found.createdAt()));
    store.remove(tenant, addressType, address);
    return true;
  }
}
