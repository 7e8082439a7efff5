package io.jukwaa.stores.copy;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One kind of thing that an engine keeps, in an order of its own that stays. */
public interface Part {
  /** For people and for marks, for example {@code inbound messages}. */
  String name();

  /** How many there are behind a {@link Batch#last}; null for all. */
  long count(@Nullable String after);

  /** Whether they must be written one after the other. */
  boolean isOrdered();

  /** Gives all of them behind a {@link Batch#last}, or all if it is null, batch by batch. Blocks meanwhile. */
  void read(@Nullable String after, Consumer<Batch> receiver);

  /** @param last where this batch ends */
  record Batch(List<Kept> items, String last) {
    public Batch {
      items = List.copyOf(items);
    }
  }
}
