package io.jukwaa.stores.cassandra;

import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.stores.format.ContactColumn;
import io.jukwaa.stores.format.ContactPattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The terms by which the index finds contacts: tenant, field and text without case, each but the last with its length
 * before it, so that no two are alike. A long text is replaced by its hash, as an index takes 1 KiB.
 */
final class ContactEntries {
  private static final int LONGEST = 200;

  private ContactEntries() {}

  static Set<String> of(String tenant, Contact contact) {
    return ContactColumn.entries(contact).stream()
        .map(entry -> term(tenant, entry.field(), ContactPattern.folded(entry.value()))).collect(Collectors.toSet());
  }

  static String term(String tenant, String field, String folded) {
    String term = tenant.length() + ":" + tenant + field.length() + ":" + field + ":" + folded;
    return term.length() <= LONGEST ? term : "#" + hash(term);
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every JDK)", e);
    }
  }
}
