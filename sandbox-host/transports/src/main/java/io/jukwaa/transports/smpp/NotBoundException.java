package io.jukwaa.transports.smpp;

import java.io.IOException;

/** There is no session, so nothing was asked. The message says why, for the tenant. */
final class NotBoundException extends IOException {
  private static final long serialVersionUID = 1L;

  NotBoundException(String reason) {
    super(reason);
  }
}
