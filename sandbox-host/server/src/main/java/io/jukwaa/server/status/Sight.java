package io.jukwaa.server.status;

import java.util.Locale;

/** What hosts see of a channel; of each kind the last is kept, and how many there were in each hour. */
public enum Sight {
  /** A message came in. */
  IN,
  /** An app was run for one to its end. */
  ANSWERED,
  /** An app failed, or was stopped. */
  APP_FAILED,
  /** An app had no reply before the dead-line. */
  LATE,
  /** A request of the operator was turned away, as it was not as expected. */
  TURNED_AWAY,
  /** The operator took a message. */
  TAKEN,
  /** The operator will never take a message. */
  REFUSED,
  /** The operator did not take a message this time. */
  FAILED,
  /** The operator takes nothing at present; seen whenever it is asked. */
  UNAVAILABLE,
  /** The first of {@link #UNAVAILABLE} after something was taken. */
  STOPPED,
  /** A receipt: the phone has the message. */
  DELIVERED,
  /** A receipt: the phone will not get the message. */
  UNDELIVERED,
  /** A connection to the operator was made. */
  CONNECTED,
  /** A connection to the operator ended. */
  DISCONNECTED;

  /** As stores and callers know it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
