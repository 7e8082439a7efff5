package io.jukwaa.server.people.lists;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.store.ContactStore.Contact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an import does with people who are there already. Nobody is taken out of a group, and no value is emptied. */
public enum MergeMode {
  /** What the file has takes the place of what is there. */
  UPDATE {
    @Override
    void put(Map<String, String> values, String name, String value) {
      String before = values.get(name);
      if (before == null || !before.strip().equals(value)) {
        values.put(name, value);
      }
    }
  },
  /** The file fills what is empty. */
  FILL {
    @Override
    void put(Map<String, String> values, String name, String value) {
      String before = values.get(name);
      if (before == null || before.isBlank()) {
        values.put(name, value);
      }
    }
  },
  /** They are left alone. */
  NEW {
    @Override
    void put(Map<String, String> values, String name, String value) {}
  };

  /** @throws InvalidFieldException if it is no mode's word */
  public static MergeMode of(String option, String word) {
    return Stream.of(values()).filter(mode -> mode.word().equals(word)).findFirst()
        .orElseThrow(() -> new InvalidFieldException(option, word, "update, fill or new"));
  }

  /** As options have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract void put(Map<String, String> values, String name, String value);

  /** The contact with what the row has to say to it. */
  Contact merged(Contact contact, ContactRow row) {
    if (this == NEW) {
      return contact;
    }
    Set<String> groups = new HashSet<>(contact.groups());
    groups.addAll(row.groups());
    return new Contact(contact.key(), contact.createdAt(), merged(contact.fields(), row.fields()),
        merged(contact.extra(), row.extra()), merged(contact.subscription(), row.subscription()), groups);
  }

  private Map<String, String> merged(Map<String, String> before, Map<String, String> given) {
    Map<String, String> values = new HashMap<>(before);
    given.forEach((name, value) -> put(values, name, value));
    return values;
  }
}
