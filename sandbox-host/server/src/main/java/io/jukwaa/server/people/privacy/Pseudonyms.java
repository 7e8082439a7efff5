package io.jukwaa.server.people.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.resources.encryption.EncryptionKeys;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What stands for the address of somebody who was deleted: a keyed hash of tenant and address (HMAC-SHA256), so that whoever
 * has the data and not the key cannot try all numbers. Thread-safe.
 *
 * @param keys the newest first
 */
public record Pseudonyms(List<SecretKey> keys) {
  private static final String MARK = "deleted:";
  private static final int DIGITS = 32;

  public Pseudonyms {
    keys = List.copyOf(keys);
  }

  /** With keys made of the installation's. */
  public static Pseudonyms of(EncryptionKeys keys) {
    return new Pseudonyms(keys.forPurpose("deleted people"));
  }

  /** Of an address with its plus or without, which are the same. */
  public String of(String tenant, String address) {
    return of(keys.getFirst(), tenant, address);
  }

  /** By each key, the newest first. */
  public List<String> all(String tenant, String address) {
    return keys.stream().map(key -> of(key, tenant, address)).toList();
  }

  /** Whether it is one. */
  static boolean is(String address) {
    return address.startsWith(MARK);
  }

  private static String of(SecretKey key, String tenant, String address) {
    String bare = address.startsWith("+") ? address.substring(1) : address;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return MARK + HexFormat.of().formatHex(mac.doFinal((tenant + '\0' + bare).getBytes(UTF_8))).substring(0, DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
