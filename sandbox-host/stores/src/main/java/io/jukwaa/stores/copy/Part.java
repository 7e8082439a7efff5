package io.jukwaa.stores.copy;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One kind of thing that an engine keeps, in an order of its own that stays. */
public interface Part {
  /** For people and for marks, for example {@code inbound messages}. */
  String name();

  /** How many there are. */
  long count();

  /** Whether they must be written one after the other. */
  boolean isOrdered();

  /**
   * Gives all of them, batch by batch, until there are none or the receiver has had enough. Blocks meanwhile.
   *
   * @param after the {@link Batch#last} behind which it begins; null for the beginning
   * @param receiver says whether it wants the next batch
   */
  void read(@Nullable String after, Predicate<Batch> receiver);

  /** @param last where this batch ends */
  record Batch(List<Kept> items, String last) {
    public Batch {
      items = List.copyOf(items);
    }
  }
}
