package io.jukwaa.store;

import org.jspecify.annotations.Nullable;

/** Whether the stores take what they are given. Thread-safe. */
@FunctionalInterface
public interface Availability {
  /**
   * What keeps the stores from taking changes, for the operator's eyes; null while they take them. Does not block.
   *
   * <p>The store finds out by itself that it can write again, also when nobody asks it to.
   */
  @Nullable
  String trouble();

  /** Of both. */
  default Availability and(Availability other) {
    return () -> {
      String trouble = trouble();
      return trouble == null ? other.trouble() : trouble;
    };
  }
}
