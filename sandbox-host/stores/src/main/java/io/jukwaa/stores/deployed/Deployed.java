package io.jukwaa.stores.deployed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of what is deployed, by key. Thread-safe; blocks where the engine does. */
public interface Deployed<T> {
  /** On the disk when it returns. */
  void save(String key, T value);

  @Nullable
  T find(String key);

  /** In no order that matters. */
  List<T> all();
}
