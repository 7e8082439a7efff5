package io.jukwaa.server.people.lists;

import io.jukwaa.store.ContactStore.Contact;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a file says of somebody; nothing in it is empty.
 *
 * @param key of the contact, if the file has it
 * @param groups keys of static groups
 */
record ContactRow(@Nullable String key, @Nullable Instant createdAt, Map<String, String> fields,
    Map<String, String> extra, Map<String, String> subscription, Set<String> groups) {
  ContactRow {
    fields = Map.copyOf(fields);
    extra = Map.copyOf(extra);
    subscription = Map.copyOf(subscription);
    groups = Set.copyOf(groups);
  }

  @Nullable
  String number() {
    return fields.get("msisdn");
  }

  /** A contact of its own, with the given key and time where the row has none. */
  Contact contact(String fresh, Instant now) {
    return new Contact(key == null ? fresh : key, createdAt == null ? now : createdAt, fields, extra, subscription,
        groups);
  }
}
