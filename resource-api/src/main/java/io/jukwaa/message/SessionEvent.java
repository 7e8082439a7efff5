package io.jukwaa.message;

import org.jspecify.annotations.Nullable;

/** Where in a session a message stands. */
public enum SessionEvent {
  /** No session (SMS), or, outbound, the session goes on. Null on the wire. */
  NONE(null),
  /** Inbound: the user dialled. Outbound: a session pushed to the user. */
  NEW("new"),
  /** Inbound: the user answered. */
  RESUME("resume"),
  /** Inbound: the user or the network ended the session. Outbound: end it after this message. */
  CLOSE("close");

  private final @Nullable String wire;

  SessionEvent(@Nullable String wire) {
    this.wire = wire;
  }

  /** The value of {@code session_event}. */
  public @Nullable String wire() {
    return wire;
  }

  /** Whether the phone of a message that came in shows a session which has to go on or end. */
  public boolean awaitsReply() {
    return this == NEW || this == RESUME;
  }

  /** @throws InvalidFieldException if the value is none of null, new, resume, close */
  public static SessionEvent of(@Nullable Object value) {
    for (SessionEvent event : values()) {
      if (java.util.Objects.equals(event.wire, value)) {
        return event;
      }
    }
    throw new InvalidFieldException("session_event", value, "null, \"new\", \"resume\" or \"close\"");
  }
}
