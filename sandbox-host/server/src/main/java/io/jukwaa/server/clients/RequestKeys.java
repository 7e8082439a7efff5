package io.jukwaa.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.Postings;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What clients call their requests, {@code Idempotency-Key}, and the messages that came of them. The log is asked, so
 * every host knows. Of two requests with one key that come at the same time both may find nothing: take a client's one
 * after the other. Thread-safe; blocks.
 */
public record RequestKeys(Postings postings, Supplier<Stamp> stamps) {
  /** So long a key stands for the message that was first sent with it. */
  static final Duration KEPT = Duration.ofHours(24);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * What is to be sent is called so.
   *
   * @param before what was sent under this id already; null if nothing was
   */
  public record Identity(String id, @Nullable UserMessage before) {}

  public static boolean isValid(@Nullable String key) {
    return key == null || KEY.matcher(key).matches();
  }

  /** @param key null for a request that is called nothing */
  public Identity of(App app, @Nullable String key) {
    if (key == null) {
      return new Identity(stamps.get().id(), null);
    }
    for (int use = 0;; use++) {
      String identity = String.join("\0", app.tenant(), app.key(), key, use + "");
      String id = UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
      UserMessage before = postings.sent(app, id);
      if (before == null || stamps.get().time().isBefore(before.timestamp().plus(KEPT))) {
        return new Identity(id, before);
      }
    }
  }
}
