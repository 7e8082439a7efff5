package io.jukwaa.stores.copy;

/** An engine that takes things from another. Thread-safe; blocks; fails with {@code StoreException}. */
public interface Target<K extends Kept> {
  /** Stores it; twice is as good as once. */
  void write(K item);

  /** Whether it is there, as it was given. */
  boolean holds(K item);
}
