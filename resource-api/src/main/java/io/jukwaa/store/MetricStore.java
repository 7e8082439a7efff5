package io.jukwaa.store;

import java.time.Instant;
import java.util.List;

/** Values apps fire. */
public interface MetricStore {
  /** How values of one metric are put together. */
  enum Aggregator {
    SUM, AVG, MIN, MAX, LAST
  }

  /**
   * @param store the app's metric store, part of the name
   * @param metric the metric's name within the store
   */
  record Point(String store, String metric, Aggregator aggregator, double value, Instant time) {}

  /**
   * Adds a value. Returns at once; durable with the next commit of the store.
   *
   * @param mostNames metrics the tenant may have, each with its store
   * @return false, and nothing is added, if it is the first of a metric and the tenant has so many already
   */
  boolean fire(String tenant, Point point, int mostNames);

  /** The newest values, newest first. */
  List<Point> latest(String tenant, int limit);
}
