package io.jukwaa.resources.encryption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The installation's keys: a file with one key a line, 32 bytes in Base64. The first seals, all of them open, so a key is
 * replaced by a new first line. Each tenant has a key of its own made of each (HKDF-SHA256, RFC 5869). Immutable.
 */
public final class EncryptionKeys {
  /** An AES-256 key of one tenant. */
  record TenantKey(String id, SecretKey key) {}

  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final int LONGEST_LINE = 60;

  /** By the beginning of their hash, which sealed values name. In the order of the file. */
  private final Map<String, byte[]> keys = new LinkedHashMap<>();

  private EncryptionKeys(List<byte[]> keys) {
    keys.forEach(key -> this.keys.put(id(key), key));
  }

  /**
   * The keys of a file, which is made with a fresh key if it is not there, readable by its owner only.
   *
   * @throws IllegalArgumentException if a line is not a key, or there is none; the message holds nothing of a key
   * @throws UncheckedIOException if it cannot be read or made
   */
  public static EncryptionKeys of(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return parse(Files.readAllLines(file, StandardCharsets.US_ASCII), file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or made: " + e, e);
    }
  }

  /**
   * Keys for one thing that the host itself does, made of each key of the file, the newest first.
   *
   * @param purpose tells them from those of tenants and of other purposes
   */
  public List<SecretKey> forPurpose(String purpose) {
    return keys.values().stream().map(key -> expanded(key, "jukwaa purpose " + purpose)).toList();
  }

  /** With which values of the tenant are sealed. */
  TenantKey newest(String tenant) {
    Map.Entry<String, byte[]> first = keys.entrySet().iterator().next();
    return new TenantKey(first.getKey(), derive(first.getValue(), tenant));
  }

  /** With which a value of the tenant was sealed; null if that key is not in the file any more. */
  @Nullable
  TenantKey find(String id, String tenant) {
    byte[] key = keys.get(id);
    return key == null ? null : new TenantKey(id, derive(key, tenant));
  }

  private static EncryptionKeys parse(List<String> lines, Path file) {
    List<byte[]> keys = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty()) {
        keys.add(key(line, file + " line " + number));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no key, which is 32 bytes in Base64 a line, the newest first");
    }
    return new EncryptionKeys(keys);
  }

  private static byte[] key(String line, String place) {
    byte[] key = new byte[0];
    try {
      key = line.length() > LONGEST_LINE ? key : Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException e) {
      // It is reported below, without what it says.
    }
    if (key.length != BYTES) {
      throw new IllegalArgumentException(place + " is not a key, which is 32 bytes in Base64, for example from"
          + " `openssl rand -base64 32`");
    }
    return key;
  }

  /** Appears under its name only when it is complete: another process that starts at the same time reads the same key. */
  private static void create(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path written = Files.createTempFile(folder, "encryption", ".key",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(written, Base64.getEncoder().encodeToString(key) + "\n", StandardCharsets.US_ASCII);
      Files.createLink(file, written);
    } catch (FileAlreadyExistsException e) {
      // The other one was first.
    } finally {
      Files.delete(written);
    }
  }

  private static SecretKey derive(byte[] key, String tenant) {
    return expanded(key, "jukwaa tenant " + tenant);
  }

  private static SecretKey expanded(byte[] key, String info) {
    try {
      return KDF.getInstance("HKDF-SHA256").deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(key)
          .thenExpand(info.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String id(byte[] key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
