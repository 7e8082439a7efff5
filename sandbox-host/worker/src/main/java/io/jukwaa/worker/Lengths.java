package io.jukwaa.worker;

import io.jukwaa.frame.Frame.Budget;
import java.util.Map;

/**
 * How long what a guest makes may be. A context is made with them, so one made for others is of no use.
 *
 * @param string UTF-16 units
 * @param typedArray elements
 */
record Lengths(int string, int typedArray) {
  /** Those of a worker that does not know yet whose it will be: what most tenants have. */
  static final Lengths STANDARD = new Lengths(8 << 20, 32 << 20);

  static Lengths of(Budget budget) {
    return new Lengths(budget.stringLength(), budget.typedArrayLength());
  }

  /** As the engine is told them. */
  Map<String, String> options() {
    return Map.of("js.string-length-limit", Integer.toString(string), "js.max-typed-array-length",
        Integer.toString(typedArray));
  }
}
