package io.jukwaa.transports.ussd;

import io.jukwaa.message.SessionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one request is, seen with what went before it in its session.
 *
 * @param key names the request within its session: a gateway's retry has the same
 * @param content null on new and close
 * @param extra digits dialled behind the code; null if there were none
 * @param lost the answer was guessed from the input alone, as requests before it are not known
 * @param notes the session after this request
 */
record Step(SessionEvent event, String key, @Nullable String content, @Nullable String extra, boolean lost,
    Notes notes) {
  Step withTo(@Nullable String dialled) {
    return new Step(event, key, content, extra, lost, notes.withTo(dialled));
  }
}
