package io.jukwaa.server.alerts;

/** Brings notices to somebody. Thread-safe; blocks. */
interface Courier {
  /** Names it among those of a channel, in stores too. */
  String name();

  /**
   * Brings a notice.
   *
   * @throws UndeliveredException if it is not there; it is brought again
   */
  void bring(Notice notice);

  /** A notice did not arrive. The message is for the host's log and holds no secret. */
  final class UndeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndeliveredException(String reason, Throwable cause) {
      super(reason, cause);
    }

    UndeliveredException(String reason) {
      super(reason, null, false, false);
    }
  }
}
