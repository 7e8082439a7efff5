package io.jukwaa.server.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The value in the middle, which one bad round does not move. */
final class Medians {
  private Medians() {}

  /** 0 of nothing; the mean of the two in the middle of an even number. */
  static <T> double of(List<T> things, ToDoubleFunction<T> value) {
    double[] sorted = things.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
