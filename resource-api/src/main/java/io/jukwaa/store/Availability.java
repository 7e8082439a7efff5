package io.jukwaa.store;

import org.jspecify.annotations.Nullable;

/** Whether the stores take what they are given. Thread-safe. */
@FunctionalInterface
public interface Availability {
  /**
   * What keeps the stores from taking changes, for the operator's eyes; null while they take them. Does not block. Comes
   * and goes by itself: the store tries again, also when nobody else does.
   */
  @Nullable
  String trouble();
}
