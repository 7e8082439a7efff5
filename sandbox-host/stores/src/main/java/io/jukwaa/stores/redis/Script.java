package io.jukwaa.stores.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What Redis does in one step. The Lua texts are resources beside this class; each says its keys and arguments. */
enum Script {
  RECORD_GET(true), RECORD_PUT(true), RECORD_DELETE(true), RECORD_INCREMENT(true), RECORD_LIST(true),

  LOG_APPEND(false), LOG_REPLACE(false), USAGE_ADD(false), USAGE_SET(false), CHANNEL_ADD(false),

  LOCK_ACQUIRE(false), LOCK_RELEASE(false),

  INBOX_PUT(false), INBOX_NEXT(false), INBOX_DONE(false), INBOX_CLAIM(false), INBOX_OLDEST(false), INBOX_RELEASE(
      false), INBOX_HAS(false),

  OUTBOX_PUT(false), OUTBOX_DUE(false), OUTBOX_POSTPONE(false), OUTBOX_CONCLUDE(false), OUTBOX_SETTLE(
      false), OUTBOX_MATCH(false), OUTBOX_BACKLOG(false), OUTBOX_FIND(false), OUTBOX_LIST(false), OUTBOX_CHANNELS(
          false), OUTBOX_UNLIST(false), OUTBOX_ERASE(false);

  private final String text;
  private final String hash;

  /** @param records whether it begins with what all scripts on records share */
  Script(boolean records) {
    String own = resource(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".lua");
    text = records ? resource("records.lua") + own : own;
    hash = sha1(text);
  }

  String text() {
    return text;
  }

  /** What the server knows it by: SHA-1 of the text, in lower case. */
  String hash() {
    return hash;
  }

  private static String resource(String name) {
    try (InputStream stream = Script.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + name + ": missing (expected: beside Script)");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
