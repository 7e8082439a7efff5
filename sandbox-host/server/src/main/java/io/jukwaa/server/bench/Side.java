package io.jukwaa.server.bench;

import java.time.Duration;

/** One way of running the app. It is idle between measurements, so that sides can take turns. */
interface Side extends AutoCloseable {
  /** As the JSON report calls it. */
  String name();

  /** Handles messages as fast as it can for so long. Blocks. */
  Sample measure(Duration time);

  @Override
  void close();
}
