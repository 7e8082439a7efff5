package io.jukwaa.server.deployment;

import io.jukwaa.server.Stores;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.OptOutStore.OptOut;
import java.util.List;
import java.util.Map;

/**
 * What a developer wants stored before the first message.
 *
 * @param records key to JSON text
 */
public record Fixtures(List<Contact> contacts, List<Group> groups, Map<String, String> records,
    List<OptOut> optOuts) {
  public Fixtures {
    contacts = List.copyOf(contacts);
    groups = List.copyOf(groups);
    records = Map.copyOf(records);
    optOuts = List.copyOf(optOuts);
  }

  /** Stores it all for the tenant, each replacing what has its key. */
  public void saveTo(Stores stores, String tenant) {
    groups.forEach(group -> stores.people().groups().save(tenant, group));
    contacts.forEach(contact -> stores.people().contacts().save(tenant, contact));
    records.forEach((key, json) -> stores.records().put(tenant, key, json, null, Integer.MAX_VALUE));
    optOuts.forEach(optOut -> stores.people().optOuts().save(tenant, optOut));
  }
}
