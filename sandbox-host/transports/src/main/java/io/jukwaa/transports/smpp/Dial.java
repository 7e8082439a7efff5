package io.jukwaa.transports.smpp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the operator is and as whom we come.
 *
 * @param silence after which the operator is asked whether it is still there
 */
record Dial(String host, int port, boolean tls, Login login, Mode mode, Duration silence) {
  /**
   * What a bind says.
   *
   * @param range addresses whose messages we want; null for what the operator has written down for us
   */
  record Login(String systemId, String password, String systemType, Numbering numbering, @Nullable String range) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Login[" + systemId + "]";
    }
  }

  String where() {
    return host + ":" + port;
  }
}
