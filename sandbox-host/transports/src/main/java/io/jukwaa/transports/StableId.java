package io.jukwaa.transports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from what they are of, so that what an operator tells again is known again. */
public final class StableId {
  private StableId() {}

  /** 32 hexadecimal digits, the same whenever the parts are. */
  public static String of(String... parts) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(String.join("\0", parts).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
