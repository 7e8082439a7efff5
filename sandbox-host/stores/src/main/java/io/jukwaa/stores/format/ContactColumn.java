package io.jukwaa.stores.format;

import io.jukwaa.store.ContactStore.Contact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the JSON column of a contact holds; key and time have columns of their own. */
public record ContactColumn(Map<String, String> fields, Map<String, String> extra, Map<String, String> subscription,
    Set<String> groups) {
  private static final String EXTRA = "extras-";

  public ContactColumn(Contact contact) {
    this(contact.fields(), contact.extra(), contact.subscription(), contact.groups());
  }

  /** One text that can be looked for. */
  public record Entry(String field, String value) {}

  /** Every text of a contact that can be looked for. */
  public static List<Entry> entries(Contact contact) {
    Stream<Entry> fields = entries("", contact.fields());
    Stream<Entry> extra = entries(EXTRA, contact.extra());
    Stream<Entry> groups = contact.groups().stream().map(group -> new Entry("groups", group));
    return Stream.of(fields, extra, groups, Stream.of(new Entry("key", contact.key()))).flatMap(all -> all).toList();
  }

  private static Stream<Entry> entries(String prefix, Map<String, String> texts) {
    return texts.entrySet().stream().map(text -> new Entry(prefix + text.getKey(), text.getValue()));
  }
}
