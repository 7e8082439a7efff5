package io.jukwaa.server.bench;

/**
 * What one side did in one stretch of time.
 *
 * @param wrong messages whose reply was not the screen expected
 * @param latencies from a message's start to the end of its run
 * @param cpu what the side's processes used
 */
record Sample(long wrong, double seconds, Latencies latencies, ProcessTree.Cpu cpu) {
  double perSecond() {
    return latencies.count() / seconds;
  }

  /** See {@link Latencies#percentile}. */
  double percentile(double share) {
    return latencies.percentile(share);
  }

  /** Milliseconds of processor time for each message. */
  double perMessage(double cpuMilliseconds) {
    return latencies.count() == 0 ? 0 : cpuMilliseconds / latencies.count();
  }
}
