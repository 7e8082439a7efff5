package io.jukwaa.stores.copy;

import org.jspecify.annotations.Nullable;

/** How far a copy has come, kept where it goes to. Blocks; fails with {@code StoreException}. */
public interface Marks {
  /** Where the part was left; null if it was not begun. */
  @Nullable
  String position(String part);

  void set(String part, String position);

  void forget(String part);
}
