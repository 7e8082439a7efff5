package io.jukwaa.transports.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.transports.Reasons;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/**
 * By which account, and as whom, a channel sends.
 *
 * @param url of the account's messages
 * @param common fields that every message has: whom it is from, and where to tell what becomes of it
 * @param reasons keeps the account's secrets out of them
 */
record Account(URI url, Login login, Map<String, String> common, Reasons reasons) {
  Account {
    common = Map.copyOf(common);
  }

  /** An account and its token, or an API key and its secret. */
  record Login(String user, String password) {
    /** As the header of RFC 7617 has it behind {@code Basic}. */
    String encoded() {
      return Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** Without secrets, one of which may be in the common fields. */
  @Override
  public String toString() {
    return "Account[" + url + "]";
  }
}
