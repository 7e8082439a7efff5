package io.jukwaa.resources.encryption;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.RefusedException;
import io.jukwaa.resources.encryption.EncryptionKeys.TenantKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts of an app with a key of its tenant that no app ever sees, and opens them (AES-256-GCM, a fresh nonce each).
 * A sealed value can be opened with the same context only, so that one user's cannot be put in another's place.
 *
 * <p>A sealed value: {@code sealed:1:KEY:BASE64URL}, of which the last is nonce, encrypted text and tag. Thread-safe.
 */
public final class EncryptionResource implements Resource {
  private static final int MOST_VALUES = 100;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Pattern SEALED = Pattern.compile("sealed:1:([0-9a-f]{8}):([A-Za-z0-9_-]+)");

  private final EncryptionKeys keys;
  private final RandomGenerator random;
  private final Map<String, Operation> operations = Map.of("seal", this::seal, "open", this::open);

  /**
   * @param random of nonces, which must never come twice: a {@link java.security.SecureRandom}, but for tests
   */
  public EncryptionResource(EncryptionKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  @Override
  public String name() {
    return "encryption";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Reply seal(Caller caller, Fields arguments) {
    List<String> values = values(arguments);
    String context = context(arguments);
    TenantKey key = keys.newest(caller.tenant().key());
    return Reply.of("values", values.stream().map(value -> sealed(key, value, context)).toList());
  }

  private Reply open(Caller caller, Fields arguments) {
    List<String> values = values(arguments);
    String context = context(arguments);
    List<String> opened = new ArrayList<>();
    for (int index = 0; index < values.size(); index++) {
      opened.add(opened(caller.tenant().key(), values.get(index), context, index));
    }
    return Reply.of("values", opened);
  }

  private String sealed(TenantKey key, String value, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      byte[] box = new byte[NONCE_BYTES + text.length + TAG_BITS / Byte.SIZE];
      System.arraycopy(nonce, 0, box, 0, NONCE_BYTES);
      cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(text, 0, text.length, box, NONCE_BYTES);
      return "sealed:1:" + key.id() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(box);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String opened(String tenant, String value, String context, int index) {
    Matcher parts = SEALED.matcher(value);
    if (!parts.matches()) {
      throw new RefusedException("values[%d]: not a sealed value".formatted(index));
    }
    TenantKey key = keys.find(parts.group(1), tenant);
    if (key == null) {
      throw new RefusedException("values[%d]: sealed with key %s, which this host does not have"
          .formatted(index, parts.group(1)));
    }
    try {
      byte[] box = Base64.getUrlDecoder().decode(parts.group(2));
      byte[] text = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(box, NONCE_BYTES), context)
          .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new RefusedException(
          "values[%d]: cannot be opened (expected: as it was sealed, by this tenant, with the same context)"
              .formatted(index));
    }
  }

  private static Cipher cipher(int mode, TenantKey key, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static List<String> values(Fields arguments) {
    if (!(arguments.value("values") instanceof List<?> list) || list.size() > MOST_VALUES
        || !list.stream().allMatch(String.class::isInstance)) {
      throw new RefusedException("values: not a list of texts (expected: at most " + MOST_VALUES + " strings)");
    }
    return list.stream().map(String.class::cast).toList();
  }

  private static String context(Fields arguments) {
    Object context = arguments.has("context") ? arguments.value("context") : "";
    if (!(context instanceof String text)) {
      throw new RefusedException("context: not a text (expected: a string, or none)");
    }
    return text;
  }
}
