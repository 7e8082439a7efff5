package io.jukwaa.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** That people were deleted, without saying who they were. Thread-safe; blocks. */
public interface DeletionStore {
  /**
   * @param id unlike all others
   * @param by who asked for it, in words
   * @param reason in words
   * @param person what stands for the address: the same each time, and the address does not follow from it
   * @param counts what was deleted, by what it was
   */
  record Deletion(String id, Instant time, String by, String reason, String person, Map<String, Long> counts) {
    public Deletion {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
  }

  /**
   * Writes it down. On return the engine's own files hold nothing of what was deleted before, as far as it can clean them
   * at once: an engine may keep it for a while where only it looks, see its documentation.
   */
  void save(String tenant, Deletion deletion);

  /** The newest first. */
  List<Deletion> list(String tenant, int limit);
}
