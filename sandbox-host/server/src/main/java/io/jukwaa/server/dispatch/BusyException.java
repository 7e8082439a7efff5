package io.jukwaa.server.dispatch;

/** A message was not accepted, as its tenant has too many in progress; whoever sent it may try again. */
final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyException(String tenant) {
    super("tenant " + tenant + " has too many messages in progress", null, false, false);
  }
}
