package io.jukwaa.frame;

import java.util.Map;

/**
 * One message between host and worker.
 *
 * <p>On the wire: length of the rest (4 bytes, big endian), kind (1 byte), then the record's components in order: a
 * text as its UTF-8 length (4 bytes) and bytes, numbers as 4 or 8 bytes big endian, booleans as 1 byte, an enum as
 * its name, a nested record as its components, a map of texts as its size (4 bytes) and then each key and value.
 *
 * <p>What a worker says begins with a greeting, a zero byte, {@code jukwaa} and a byte 1: its JVM may have printed something before.
 */
public sealed interface Frame {
  /** Longest frame either side accepts, in bytes without its length. More is a broken or hostile peer. */
  int MAX_BYTES = 8 * 1024 * 1024;

  /** Host to worker: what the host sends. */
  sealed interface ToWorker extends Frame {}

  /** Worker to host: what a worker may say. The host believes none of it without a check. */
  sealed interface ToHost extends Frame {}

  /**
   * Makes an app known, or replaces its source. Runs in progress keep what they began with.
   *
   * @param app the app's key
   * @param name its file name in stack traces
   * @param config what {@code config.get} answers, key to text: here, so that no app has to wait for it
   */
  record Load(String app, String name, String source, Map<String, String> config) implements ToWorker {
    public Load {
      config = Map.copyOf(config);
    }
  }

  /**
   * Runs an app once.
   *
   * @param run chosen by the host, never used twice in one worker
   * @param handler the command delivered: {@code inbound-message} or {@code inbound-event}
   * @param json the payload as JSON text
   */
  record Start(long run, String app, String handler, String json, Budget budget) implements ToWorker {}

  /**
   * Answers a request.
   *
   * @param json the reply's members without the envelope, as JSON text
   */
  record Answer(long run, int request, String json) implements ToWorker {}

  /** Ends a run early; the worker answers with {@link Ended}. */
  record Stop(long run, String limit) implements ToWorker {}

  /**
   * The worker has no tenant yet and nobody needs the processors: it may rehearse, or from now on may not.
   *
   * @param begin whether it may; a piece that has begun comes to its end
   */
  record Rehearse(boolean begin) implements ToWorker {}

  /**
   * First frame of a worker: it can be bound and used.
   *
   * @param engine which GraalJS run-time it has
   * @param compiled whether the guest compiler is on
   * @param confinement the layers of the operating system's sandbox in force, comma separated; empty if none
   */
  record Ready(String engine, boolean compiled, String confinement) implements ToHost {}

  /**
   * A guest's command.
   *
   * @param request number within the run; 0 if no answer is wanted
   * @param json the parameters as JSON text
   */
  record Request(long run, int request, String command, String json) implements ToHost {}

  /**
   * A run is over; nothing more of it will come and nothing is delivered to it.
   *
   * @param message the error, or the limit that was exceeded; empty if it completed
   * @param stack the guest's stack trace; empty if there is none
   * @param discard whether the worker asks to be replaced
   */
  record Ended(long run, Ending ending, String message, String stack, Usage usage, boolean discard) implements ToHost {}

  /**
   * A run has had a thread of the worker for long. The host lets that thread come last; the next call has a new one.
   *
   * @param thread as the operating system numbers it
   */
  record Slow(int thread) implements ToHost {}

  /** There is nothing left to rehearse. */
  record Rehearsed() implements ToHost {}

  /** How a run ended. */
  enum Ending {
    /** The app called {@code done}. */
    COMPLETED,
    /** The app threw. */
    FAILED,
    /** A limit was exceeded. */
    STOPPED,
    /** A limit was exceeded and the run goes on; the worker ends itself. */
    UNSTOPPABLE,
    /** The app did nothing more and never called {@code done}. */
    STALLED
  }

  /**
   * What one run may use.
   *
   * @param cpuMillis CPU time of the guest, in milliseconds
   * @param allocatedBytes bytes allocated, not retained
   * @param requests commands it may send
   * @param outputBytes bytes it may send in all commands together
   * @param stringLength UTF-16 units of the longest string; the same for every run in a worker, or realms are made anew
   * @param typedArrayLength elements of the longest typed array; the same
   */
  record Budget(long cpuMillis, long allocatedBytes, int requests, int outputBytes, int stringLength,
      int typedArrayLength) {}

  /** What one run used. */
  record Usage(long cpuNanos, long allocatedBytes, int requests, int outputBytes) {}
}
